package dev.sluice.events;

import static dev.sluice.events.Service.INGEST;
import static dev.sluice.events.Service.NOTIFIER;
import static dev.sluice.events.Service.POLICY_ENGINE;
import static dev.sluice.events.Service.SCANNER_WORKERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data flows one way; walks the graph of services and topics to prove it. */
class TopologyTest {

    /** Read when a person asks, never by what keeps a change moving. */
    private static final Set<Topic> RECORDS_FOR_PEOPLE = Set.of(Topic.AUDIT, Topic.DEAD_LETTERS);

    private record Edge(Service from, Topic topic, Service to) {}

    @Test
    void everyTopicHasItsProducers() {
        assertThat(
                        Arrays.stream(Topic.values())
                                .collect(Collectors.toMap(topic -> topic, Topic::producers)))
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry(Topic.DELIVERIES, Set.of(INGEST)),
                                Map.entry(Topic.CHANGES, Set.of(INGEST)),
                                Map.entry(Topic.SUBMISSIONS, Set.of(INGEST)),
                                Map.entry(Topic.SCAN_REQUESTS, Set.of(POLICY_ENGINE)),
                                Map.entry(Topic.SCANS, Set.of(SCANNER_WORKERS)),
                                Map.entry(Topic.APPROVALS, Set.of(INGEST)),
                                Map.entry(Topic.DEPLOYMENTS, Set.of(INGEST)),
                                Map.entry(Topic.DECISIONS, Set.of(POLICY_ENGINE)),
                                Map.entry(Topic.FINDINGS, Set.of(POLICY_ENGINE)),
                                Map.entry(Topic.PUBLICATIONS, Set.of(NOTIFIER)),
                                Map.entry(Topic.AUDIT, Set.of(Service.values())),
                                Map.entry(Topic.DEAD_LETTERS, Set.of(Service.values())),
                                Map.entry(Topic.REPLAYS, Set.of(INGEST))));
    }

    @Test
    void onlyIngestReadsWhatPeopleWrote() {
        assertThat(Topic.DELIVERIES.consumers()).containsExactly(INGEST);
        assertThat(Topic.DEAD_LETTERS.consumers()).containsExactly(INGEST);
    }

    @Test
    void onlyScannerWorkersReadWhatOtherToolsWrote() {
        assertThat(Topic.SUBMISSIONS.consumers()).containsExactly(SCANNER_WORKERS);
    }

    /** {@link Service} lists the services in the order in which a change passes them. */
    @Test
    void theOnlyWayBackIsTheRequestForAScheduledScan() {
        assertThat(edges().filter(edge -> edge.to().compareTo(edge.from()) < 0))
                .containsExactly(new Edge(POLICY_ENGINE, Topic.SCAN_REQUESTS, SCANNER_WORKERS));
    }

    @Test
    void onlyIngestReadsItself() {
        assertThat(edges().filter(edge -> edge.from() == edge.to()))
                .containsExactly(
                        new Edge(INGEST, Topic.DELIVERIES, INGEST),
                        new Edge(INGEST, Topic.REPLAYS, INGEST));
    }

    @Test
    void theOnlyCycleIsThatOfScheduledScans() {
        assertThat(cycles())
                .containsExactly(
                        Set.of(
                                new Edge(POLICY_ENGINE, Topic.SCAN_REQUESTS, SCANNER_WORKERS),
                                new Edge(SCANNER_WORKERS, Topic.SCANS, POLICY_ENGINE)));
    }

    @Test
    void everyServiceCanBeReachedFromIngest() {
        assertThat(reachableFrom(INGEST)).containsExactlyInAnyOrder(Service.values());
    }

    /** What everybody may write, nobody of ours believes. */
    @ParameterizedTest
    @EnumSource
    void everyTypeThatIsReadIsOnATopicOfOneProducer(EventType type) {
        if (!type.topic().consumers().isEmpty()) {
            assertThat(type.topic().producers()).hasSize(1);
        }
    }

    private static Stream<Edge> edges() {
        return Arrays.stream(Topic.values())
                .filter(topic -> !RECORDS_FOR_PEOPLE.contains(topic))
                .flatMap(topic ->
                        topic.producers().stream()
                                .flatMap(from ->
                                        topic.consumers().stream()
                                                .map(to -> new Edge(from, topic, to))));
    }

    /** All simple cycles over more than one service, each as the set of its edges. */
    private static Set<Set<Edge>> cycles() {
        var cycles = new HashSet<Set<Edge>>();
        for (Service start : Service.values()) {
            walk(start, start, List.of(), cycles);
        }
        return cycles;
    }

    private static void walk(Service start, Service at, List<Edge> path, Set<Set<Edge>> cycles) {
        edges().filter(edge -> edge.from() == at && edge.to() != at)
                .forEach(edge -> {
                    var longer = new ArrayList<>(path);
                    longer.add(edge);
                    if (edge.to() == start) {
                        cycles.add(Set.copyOf(longer));
                    } else if (path.stream().noneMatch(seen -> seen.from() == edge.to())) {
                        walk(start, edge.to(), longer, cycles);
                    }
                });
    }

    private static Set<Service> reachableFrom(Service start) {
        var reached = new HashSet<>(Set.of(start));
        while (edges().filter(edge -> reached.contains(edge.from()))
                .map(Edge::to)
                .anyMatch(to -> !reached.contains(to))) {
            edges().filter(edge -> reached.contains(edge.from()))
                    .map(Edge::to)
                    .toList()
                    .forEach(reached::add);
        }
        return reached;
    }
}
