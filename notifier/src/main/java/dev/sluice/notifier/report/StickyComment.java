package dev.sluice.notifier.report;

import dev.sluice.events.Verdict;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The one comment of a context on a pull request, edited in place. */
public final class StickyComment {

    /** Bytes, which GitHub's 65,536 characters never are fewer than. */
    public static final int MAX_BYTES = 65_000;

    private static final int MAX_LISTED = 20;

    private StickyComment() {}

    /**
     * What to say, or nothing: a pass without new findings, warnings and gaps needs no comment.
     *
     * @param context of the report, such as {@code sluice/main}; it names the comment
     */
    public static Optional<String> of(ReportInput input, String context) {
        NewFindings news = NewFindings.of(input);
        if (input.decided().verdict() == Verdict.PASS
                && news.total() == 0
                && Gaps.of(input.decided()).isEmpty()
                && ReportView.warnings(input.decided().rules(), new LinkedHashSet<>()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                marked(
                        context,
                        line ->
                                Fitting.into(
                                        MAX_BYTES - line.length() - 1,
                                        Math.min(MAX_LISTED, news.listed().size()),
                                        listed ->
                                                Templates.report(
                                                        ReportView.of(input, news, listed)))));
    }

    /**
     * What an existing comment says when there is nothing to say any more. It is edited and not
     * deleted, so that answers to it keep their place.
     */
    public static String settled(ReportInput input, String context) {
        if (of(input, context).isPresent()) {
            throw new IllegalArgumentException("there is something to say about " + context);
        }
        NewFindings news = NewFindings.of(input);
        return marked(context, _ -> Templates.settled(ReportView.of(input, news, 0)));
    }

    private static String marked(String context, UnaryOperator<String> bodyAfter) {
        String line = Marker.report(context).line();
        return line + "\n" + bodyAfter.apply(line);
    }
}
