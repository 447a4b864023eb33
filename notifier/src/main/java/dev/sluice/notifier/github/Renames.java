package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.Repository;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that repositories have now, where events still call them otherwise. A repository keeps
 * its number when it is renamed or transferred, and GitHub answers an old name with a redirect.
 */
final class Renames {

    private static final TypeReference<Named> NAMED = new TypeReference<>() {};

    private record Rename(String from, Repository to) {}

    /** A repository as GitHub tells of it. */
    private record Named(long id, @Nullable String name, @Nullable Owner owner) {

        Optional<Repository> repository(Repository asked) {
            return name == null || owner == null || owner.login() == null || id != asked.id()
                    ? Optional.empty()
                    : Optional.of(
                            new Repository(asked.forge(), id, owner.id(), owner.login(), name));
        }
    }

    private record Owner(long id, @JsonProperty("login") @Nullable String login) {}

    private final Map<String, Rename> renames = new ConcurrentHashMap<>();

    /** With the name that is known to be right now. */
    Repository current(Repository repository) {
        Rename rename = renames.get(repository.key());
        return rename != null && rename.from().equals(repository.fullName())
                ? rename.to()
                : repository;
    }

    /** Asks for a repository by its number. */
    static Ask byNumber(Repository repository, Ask ask) {
        return Ask.get("/repositories/" + repository.id(), ask.needs()).fromApi();
    }

    /** What it is called now; empty when that is what it was called, or no answer. */
    Optional<Repository> learn(Repository asked, Answer answer) {
        Optional<Repository> now =
                answer.status() == HttpURLConnection.HTTP_OK
                        ? answer.as(NAMED)
                                .flatMap(named -> named.repository(asked))
                                .filter(it -> !it.fullName().equals(asked.fullName()))
                        : Optional.empty();
        now.ifPresent(it -> renames.put(asked.key(), new Rename(asked.fullName(), it)));
        return now;
    }

    static boolean isRedirect(Answer answer) {
        return switch (answer.status()) {
            case 301, 302, 307, 308 -> true;
            default -> false;
        };
    }
}
