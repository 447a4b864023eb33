package dev.sluice.policy.submissions;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFact;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.SubmissionReported;
import dev.sluice.policy.database.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The results of other tools, by repository and commit.
 *
 * <p>A submission looks for the revisions that it is about, and a revision looks for its
 * submissions. So that neither misses the other, both lock their repository first: revisions shared
 * among each other, submissions alone.
 */
public final class Submissions {

    private static final int ENDING = 0;

    private Submissions() {}

    /** To be held while a revision is taken note of; revisions do not wait for each other. */
    public static void lockForRevision(Handle handle, Repository repository) {
        lock(handle, "pg_advisory_xact_lock_shared", repository);
    }

    /** To be held while a submission is taken note of. */
    public static void lockForSubmission(Handle handle, Repository repository) {
        lock(handle, "pg_advisory_xact_lock", repository);
    }

    private static void lock(Handle handle, String function, Repository repository) {
        handle.createQuery("select 1 from " + function + "(hashtextextended(:repository, 0))")
                .bind("repository", "submissions of " + repository.key())
                .mapTo(Integer.class)
                .one();
    }

    /** Keeps a fact; the same again changes nothing but that it may be newer now. */
    public static void keep(Handle handle, Event<?> event, SubmissionFact fact) {
        handle.createUpdate(
                        """
                        insert into submission_fact
                            (repository, sha, scanner, submission, part, submitted_at, type, fact)
                        values (:repository, :sha, :scanner, :submission, :part, :submittedAt,
                                :type, cast(:fact as json))
                        on conflict (repository, sha, scanner, submission, part) do update
                        set submitted_at = excluded.submitted_at, type = excluded.type,
                            fact = excluded.fact
                        where submission_fact.submitted_at <= excluded.submitted_at
                        """)
                .bind("repository", fact.repository().key())
                .bind("sha", fact.submission().sha())
                .bind("scanner", fact.scanner())
                .bind("submission", fact.submission().id())
                .bind("part", fact instanceof SubmissionReported part ? part.part() : ENDING)
                .bind("submittedAt", fact.submission().submittedAt())
                .bind("type", event.type().wireName())
                .bind("fact", Stored.json((Record) fact))
                .execute();
    }

    /** An open revision that a submission may be about. */
    public record Concerned(UUID revision, ChangeId change) {}

    /**
     * The open revisions whose head this is, and those whose head would be compared with it; in an
     * order in which their changes can be locked.
     */
    public static List<Concerned> concerned(Handle handle, SubmissionFact fact) {
        return handle.createQuery(
                        """
                        select id, change from revision
                        where state = 'open'
                          and (repository ->> 'forge') || '/' || (repository ->> 'id') = :repository
                          and (revision ->> 'headSha' = :sha
                               or jsonb_exists(cast(description -> 'ancestors' as jsonb), :sha))
                        order by change, position
                        """)
                .bind("repository", fact.repository().key())
                .bind("sha", fact.submission().sha())
                .map((row, _) ->
                        new Concerned(
                                row.getObject("id", UUID.class),
                                new ChangeId(row.getString("change"))))
                .list();
    }

    /** What was handed in about a revision, compared with what was handed in for its baseline. */
    public static List<ScanFact> about(
            Handle handle,
            Revision revision,
            Repository repository,
            @Nullable ChangeDescribed description) {
        if (description == null) {
            return List.of();
        }
        var facts = new ArrayList<ScanFact>();
        for (Map.Entry<String, List<SubmittedResult>> tool :
                at(handle, repository, revision.headSha(), null).entrySet()) {
            tool.getValue().stream()
                    .filter(result -> speaksFor(result, revision.change()))
                    .findFirst()
                    .ifPresent(head ->
                            facts.addAll(
                                    Comparison.of(
                                            revision,
                                            repository,
                                            head,
                                            baseline(
                                                    handle,
                                                    repository,
                                                    tool.getKey(),
                                                    description))));
        }
        return facts;
    }

    private static boolean speaksFor(SubmittedResult result, ChangeId change) {
        return switch (result) {
            case SubmittedResult.Completed completed ->
                    completed.end().submission().speaksFor(change);
            case SubmittedResult.Failed failed -> failed.end().submission().speaksFor(change);
        };
    }

    private static Comparison.Baseline baseline(
            Handle handle, Repository repository, String scanner, ChangeDescribed description) {
        String baselineSha = description.baselineSha();
        if (baselineSha == null) {
            return new Comparison.Baseline.Empty();
        }
        List<String> ancestors =
                description.ancestors() == null ? List.of(baselineSha) : description.ancestors();
        for (String sha : nearestFirst(handle, repository, scanner, ancestors)) {
            Optional<SubmittedResult.Completed> before =
                    at(handle, repository, sha, scanner).getOrDefault(scanner, List.of()).stream()
                            .filter(SubmittedResult.Completed.class::isInstance)
                            .map(SubmittedResult.Completed.class::cast)
                            .filter(result -> !result.end().submission().boundToProposal())
                            .findFirst();
            if (before.isPresent()) {
                return new Comparison.Baseline.Found(before.get().findings());
            }
        }
        return new Comparison.Baseline.Unknown(baselineSha, ancestors.size());
    }

    private static List<String> nearestFirst(
            Handle handle, Repository repository, String scanner, List<String> ancestors) {
        return handle.createQuery(
                        """
                        select distinct sha, array_position(:ancestors, sha) as distance
                        from submission_fact
                        where repository = :repository and scanner = :scanner and part = 0
                          and type = :completed and sha = any(:ancestors)
                        order by distance
                        """)
                .bindArray("ancestors", String.class, ancestors)
                .bind("repository", repository.key())
                .bind("scanner", scanner)
                .bind("completed", EventType.SUBMISSION_COMPLETED.wireName())
                .map((row, _) -> row.getString("sha"))
                .list();
    }

    /**
     * What the tools said about a commit, of each the newest first.
     *
     * @param scanner null for all of them
     */
    private static Map<String, List<SubmittedResult>> at(
            Handle handle, Repository repository, String sha, @Nullable String scanner) {
        record Key(String scanner, UUID submission) {}
        Map<Key, List<SubmissionFact>> facts = new LinkedHashMap<>();
        handle.createQuery(
                        """
                        select type, fact from submission_fact
                        where repository = :repository and sha = :sha
                          and (cast(:scanner as text) is null or scanner = :scanner)
                        order by scanner, submitted_at desc, submission, part
                        """)
                .bind("repository", repository.key())
                .bind("sha", sha)
                .bind("scanner", scanner)
                .map((row, _) ->
                        (SubmissionFact) Stored.fact(row.getString("type"), row.getString("fact")))
                .forEach(fact ->
                        facts.computeIfAbsent(
                                        new Key(fact.scanner(), fact.submission().id()),
                                        _ -> new ArrayList<>())
                                .add(fact));
        Map<String, List<SubmittedResult>> results = new LinkedHashMap<>();
        facts.forEach((key, all) ->
                SubmittedResult.of(all)
                        .ifPresent(result ->
                                results.computeIfAbsent(key.scanner(), _ -> new ArrayList<>())
                                        .add(result)));
        return results;
    }

    /**
     * Forgets what is older.
     *
     * @return how many endings were among it
     */
    public static int forget(Handle handle, Instant before) {
        return handle.createQuery(
                        """
                        with gone as (
                            delete from submission_fact where submitted_at < :before
                            returning part)
                        select count(*) from gone where part = 0
                        """)
                .bind("before", before)
                .mapTo(Integer.class)
                .one();
    }
}
