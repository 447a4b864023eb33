package dev.sluice.events;

import static dev.sluice.events.Service.INGEST;
import static dev.sluice.events.Service.NOTIFIER;
import static dev.sluice.events.Service.POLICY_ENGINE;
import static dev.sluice.events.Service.SCANNER_WORKERS;

import java.time.Duration;
import java.util.Set;

/**
 * The topics, each with the services that may write to it and those that read it (together the
 * access-control list) and how long its records are kept. Order holds within a key; nothing relies
 * on compaction or transactions.
 */
public enum Topic {
    /**
     * Raw webhook bodies as received. Only ingest may read it: it alone can hold what people wrote.
     */
    DELIVERIES(Names.DELIVERIES, 7, Set.of(INGEST), Set.of(INGEST)),

    /** Changes as proposed, pushed and closed, and people who want them scanned again. */
    CHANGES(Names.CHANGES, 30, Set.of(INGEST), Set.of(SCANNER_WORKERS, POLICY_ENGINE, NOTIFIER)),

    /**
     * Results of other tools as they were handed in. Only scanner-workers may read it: a document
     * from elsewhere can quote anything.
     */
    SUBMISSIONS(Names.SUBMISSIONS, 7, Set.of(INGEST), Set.of(SCANNER_WORKERS)),

    /** Scans on a schedule: the one way back. */
    SCAN_REQUESTS(Names.SCAN_REQUESTS, 30, Set.of(POLICY_ENGINE), Set.of(SCANNER_WORKERS)),

    /** What changes consist of and what scanners found. */
    SCANS(Names.SCANS, 30, Set.of(SCANNER_WORKERS), Set.of(POLICY_ENGINE, NOTIFIER)),

    /** What people decided and what they ask for. */
    APPROVALS(Names.APPROVALS, 400, Set.of(INGEST), Set.of(POLICY_ENGINE)),

    /** Deployments as asked for and finished. */
    DEPLOYMENTS(Names.DEPLOYMENTS, 400, Set.of(INGEST), Set.of(POLICY_ENGINE)),

    /** Verdicts. */
    DECISIONS(Names.DECISIONS, 400, Set.of(POLICY_ENGINE), Set.of(NOTIFIER)),

    /** The life of findings, for security teams to subscribe to. */
    FINDINGS(Names.FINDINGS, 400, Set.of(POLICY_ENGINE), Set.of(NOTIFIER)),

    /** What was written to forges; no service of ours reads it. */
    PUBLICATIONS(Names.PUBLICATIONS, 30, Set.of(NOTIFIER), Set.of()),

    /** Every security-relevant act; no service of ours reads it. */
    AUDIT(Names.AUDIT, 400, Set.of(Service.values()), Set.of()),

    /**
     * Records that could not be handled, deliveries among them: only ingest may read it, and keeps
     * a list of them for people.
     */
    DEAD_LETTERS(Names.DEAD_LETTERS, 30, Set.of(Service.values()), Set.of(INGEST)),

    /**
     * Which records are to be read again by the service that could not handle them. It names them
     * and carries none.
     */
    REPLAYS(Names.REPLAYS, 30, Set.of(INGEST), Set.of(Service.values()));

    /** The names as constants, for annotations. */
    public static final class Names {
        public static final String DELIVERIES = "sluice.deliveries";
        public static final String CHANGES = "sluice.changes";
        public static final String SUBMISSIONS = "sluice.submissions";
        public static final String SCAN_REQUESTS = "sluice.scan-requests";
        public static final String SCANS = "sluice.scans";
        public static final String APPROVALS = "sluice.approvals";
        public static final String DEPLOYMENTS = "sluice.deployments";
        public static final String DECISIONS = "sluice.decisions";
        public static final String FINDINGS = "sluice.findings";
        public static final String PUBLICATIONS = "sluice.publications";
        public static final String AUDIT = "sluice.audit";
        public static final String DEAD_LETTERS = "sluice.dead-letters";
        public static final String REPLAYS = "sluice.replays";

        private Names() {}
    }

    /** Partitions of every topic unless an operator chooses otherwise. */
    public static final int PARTITIONS = 6;

    private final String topicName;
    private final Duration retention;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Service> producers;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Service> consumers;

    Topic(String topicName, int retentionDays, Set<Service> producers, Set<Service> consumers) {
        this.topicName = topicName;
        this.retention = Duration.ofDays(retentionDays);
        this.producers = producers;
        this.consumers = consumers;
    }

    public String topicName() {
        return topicName;
    }

    public Duration retention() {
        return retention;
    }

    public Set<Service> producers() {
        return producers;
    }

    public Set<Service> consumers() {
        return consumers;
    }
}
