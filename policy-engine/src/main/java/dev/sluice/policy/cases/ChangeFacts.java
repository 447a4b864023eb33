package dev.sluice.policy.cases;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.ChangedFile;
import dev.sluice.events.FileStatus;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Trust;
import dev.sluice.events.TrustedConfiguration;
import dev.sluice.policy.yaml.Scalar;
import dev.sluice.policy.yaml.Section;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The change of a case: a pull request, or a push. */
record ChangeFacts(
        Repository repository,
        Revision revision,
        @Nullable ChangeProposed proposed,
        @Nullable ChangePushed pushed,
        List<ChangedFile> files,
        int commits,
        boolean filesTruncated) {

    private static final int MANY = 1_000_000;
    private static final String HEAD = "a".repeat(40);
    private static final String BASELINE = "b".repeat(40);

    static ChangeFacts usual() {
        return of(new Values(null));
    }

    static ChangeFacts read(Section section) {
        section.allow(
                "kind",
                "repository",
                "number",
                "headRef",
                "baseRef",
                "author",
                "trust",
                "fork",
                "draft",
                "forced",
                "labels",
                "files",
                "filesTruncated",
                "commits");
        try {
            return of(new Values(section));
        } catch (IllegalArgumentException e) {
            section.problem(String.valueOf(e.getMessage()));
            return usual();
        }
    }

    /** Equal logins are one person. */
    static Account account(String login) {
        return new Account(login.hashCode(), login);
    }

    private static ChangeFacts of(Values values) {
        Repository repository = values.repository();
        boolean proposal = values.proposal();
        String baseRef = values.text("baseRef", "main");
        long number = values.whole("number", 1);
        Account author = account(values.text("author", "developer"));
        boolean fork = values.flag("fork");
        var revision =
                Revision.of(
                        proposal
                                ? ChangeId.proposed(repository, number)
                                : ChangeId.pushed(repository, baseRef),
                        HEAD,
                        baseRef);
        @Nullable ChangeProposed proposed =
                proposal
                        ? new ChangeProposed(
                                revision,
                                repository,
                                number,
                                values.text("headRef", "topic"),
                                fork ? Long.valueOf(repository.id() + 1) : repository.id(),
                                author,
                                author,
                                values.trust(),
                                ChangeReason.OPENED,
                                values.flag("draft"),
                                values.texts("labels").stream().sorted().toList())
                        : null;
        @Nullable ChangePushed pushed =
                proposal
                        ? null
                        : new ChangePushed(
                                revision, repository, BASELINE, values.flag("forced"), author);
        return new ChangeFacts(
                repository,
                revision,
                proposed,
                pushed,
                values.texts("files").stream()
                        .map(path -> new ChangedFile(path, FileStatus.MODIFIED, null))
                        .toList(),
                (int) values.whole("commits", 1),
                values.flag("filesTruncated"));
    }

    ChangeDescribed description(List<String> plan) {
        return new ChangeDescribed(
                revision,
                repository,
                BASELINE,
                List.of(BASELINE),
                commits,
                files,
                filesTruncated,
                null,
                new TrustedConfiguration(revision.baseRef(), BASELINE, null, "0".repeat(64)),
                plan);
    }

    /** What a section says, and what is usual where it says nothing or there is none. */
    private record Values(@Nullable Section section) {

        String text(String key, String usual) {
            return value(key).map(Scalar::text).filter(text -> !text.isBlank()).orElse(usual);
        }

        List<String> texts(String key) {
            return section == null
                    ? List.of()
                    : section.values(key).stream()
                            .map(Scalar::text)
                            .filter(text -> !text.isBlank())
                            .toList();
        }

        boolean flag(String key) {
            return value(key).flatMap(Scalar::flag).orElse(false);
        }

        long whole(String key, int usual) {
            return value(key).flatMap(number -> number.whole(0, MANY)).orElse(usual);
        }

        Trust trust() {
            return value("trust").flatMap(word -> word.among(Trust.class)).orElse(Trust.TRUSTED);
        }

        boolean proposal() {
            String kind = text("kind", "proposed");
            if (section != null && !kind.equals("proposed") && !kind.equals("pushed")) {
                section.problemAt("kind", "kind is proposed or pushed, not " + kind);
            }
            return !kind.equals("pushed");
        }

        Repository repository() {
            String name = text("repository", "acme/shop");
            int slash = name.lastIndexOf('/');
            if (slash > 0 && slash < name.length() - 1) {
                return new Repository(
                        "github", 1, 1, name.substring(0, slash), name.substring(slash + 1));
            }
            if (section != null) {
                section.problemAt("repository", "repository is owner/name, not " + name);
            }
            return new Repository("github", 1, 1, "acme", "shop");
        }

        private Optional<Scalar> value(String key) {
            return section == null ? Optional.empty() : section.value(key);
        }
    }
}
