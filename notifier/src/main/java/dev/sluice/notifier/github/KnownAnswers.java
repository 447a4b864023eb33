package dev.sluice.notifier.github;

import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest answers to reads, with GitHub's marks of their versions. Who asks again and names the
 * mark is told that nothing has changed, which costs nothing of the hourly limit.
 */
final class KnownAnswers {

    /** Enough for the reads that recur; most answers are a few kilobytes. */
    private static final int MAX_ANSWERS = 500;

    /** In characters; a larger answer is asked for anew each time. */
    private static final int MAX_LENGTH = 64 * 1024;

    /**
     * One answer.
     *
     * @param mark its {@code ETag}, to be sent back as it came
     */
    record Known(String mark, Answer answer) {}

    private final Map<String, Known> known =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                    return size() > MAX_ANSWERS;
                }
            };

    /** What the question was answered with before; null when that is not known. */
    synchronized @Nullable Known before(String question) {
        return known.get(question);
    }

    /**
     * What an answer says: itself, or what it says has not changed.
     *
     * @param before what the question named as known; null when it named nothing
     */
    Answer read(String question, @Nullable Known before, Answer answer) {
        if (before != null && answer.status() == HttpURLConnection.HTTP_NOT_MODIFIED) {
            return before.answer();
        }
        keep(question, answer);
        return answer;
    }

    private synchronized void keep(String question, Answer answer) {
        String mark = answer.headers().firstValue("ETag").orElse("");
        boolean fits = answer.body().length() <= MAX_LENGTH;
        if (answer.status() == HttpURLConnection.HTTP_OK && !mark.isEmpty() && fits) {
            known.put(question, new Known(mark, answer));
        } else {
            known.remove(question);
        }
    }
}
