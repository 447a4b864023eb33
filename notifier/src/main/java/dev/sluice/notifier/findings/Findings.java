package dev.sluice.notifier.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.Event;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.database.PublicationDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what the latest completed scan of each scanner found. Facts may come twice; within a change
 * they come in the order in which they were sent.
 */
@Singleton
public class Findings {

    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final PublicationDatabase database;

    public Findings(PublicationDatabase database) {
        this.database = database;
    }

    /** One part of a result; it counts once the scan has ended. */
    public void reported(Event<?> event, ScanReported reported) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                insert into scan_part (revision, scan, part, scanner, told_at, findings)
                                values (:revision, :scan, :part, :scanner, :toldAt, :findings)
                                on conflict do nothing
                                """)
                        .bind("revision", reported.revision().id())
                        .bind("scan", reported.scan())
                        .bind("part", reported.part())
                        .bind("scanner", reported.scanner())
                        .bind("toldAt", event.time())
                        .bind("findings", json(reported.findings()))
                        .execute());
    }

    /** A scan ended with a result; what an earlier one found is forgotten. */
    public void completed(Event<?> event, ScanCompleted completed) {
        database.inTransaction(handle -> {
            boolean latest =
                    handle.createUpdate(
                                            """
                                            insert into scan_end as e (revision, scanner, scan,
                                                ended_at, parts, digest)
                                            values (:revision, :scanner, :scan,
                                                :endedAt, :parts, :digest)
                                            on conflict (revision, scanner) do update
                                            set scan = excluded.scan, ended_at = excluded.ended_at,
                                                parts = excluded.parts, digest = excluded.digest
                                            where e.ended_at <= excluded.ended_at
                                            """)
                                    .bind("revision", completed.revision().id())
                                    .bind("scanner", completed.scanner())
                                    .bind("scan", completed.scan())
                                    .bind("endedAt", event.time())
                                    .bind("parts", completed.parts())
                                    .bind("digest", completed.digest())
                                    .execute()
                            == 1;
            return latest ? forgetEarlier(handle, event, completed) : 0;
        });
    }

    private static int forgetEarlier(Handle handle, Event<?> event, ScanCompleted completed) {
        return handle.createUpdate(
                        """
                        delete from scan_part where revision = :revision and scanner = :scanner
                            and scan <> :scan and told_at <= :endedAt
                        """)
                .bind("revision", completed.revision().id())
                .bind("scanner", completed.scanner())
                .bind("scan", completed.scan())
                .bind("endedAt", event.time())
                .execute();
    }

    /**
     * All findings of this revision, by scanner and then in the scanner's order. Nothing is told of
     * a scanner whose result is not whole.
     */
    public static List<Finding> of(Handle handle, UUID revision) {
        return byScanner(handle, revision).values().stream().flatMap(List::stream).toList();
    }

    /**
     * What each scanner found that has ended with a result; one that found nothing is there, too.
     */
    public static SortedMap<String, List<Finding>> byScanner(Handle handle, UUID revision) {
        var findings = new TreeMap<String, List<Finding>>();
        handle.createQuery(
                        """
                        select scanner, scan, parts, digest from scan_end
                        where revision = :revision
                        """)
                .bind("revision", revision)
                .map((row, _) ->
                        Map.entry(
                                row.getString("scanner"),
                                whole(
                                        parts(handle, revision, row.getObject("scan", UUID.class)),
                                        row.getInt("parts"),
                                        row.getString("digest"))))
                .list()
                .forEach(ended ->
                        ended.getValue().ifPresent(all -> findings.put(ended.getKey(), all)));
        return findings;
    }

    private static List<List<Finding>> parts(Handle handle, UUID revision, UUID scan) {
        return handle.createQuery(
                        """
                        select findings from scan_part where revision = :revision and scan = :scan
                        order by part
                        """)
                .bind("revision", revision)
                .bind("scan", scan)
                .map((row, _) -> findings(row.getString("findings")))
                .list();
    }

    private static Optional<List<Finding>> whole(
            List<List<Finding>> parts, int expected, String digest) {
        List<Finding> all = parts.stream().flatMap(List::stream).toList();
        boolean complete = parts.size() == expected && FindingsDigest.of(all).equals(digest);
        return complete ? Optional.of(all) : Optional.empty();
    }

    private static String json(List<Finding> findings) {
        try {
            return Json.mapper().writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings can always be written as JSON", e);
        }
    }

    private static List<Finding> findings(String json) {
        try {
            return Json.mapper().readValue(json, FINDINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored findings can always be read again", e);
        }
    }
}
