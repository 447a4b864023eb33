package dev.sluice.notifier.targets;

import dev.sluice.events.ChangeDecided;
import dev.sluice.notifier.database.Stored;
import dev.sluice.notifier.findings.Findings;
import dev.sluice.notifier.links.PageLinks;
import dev.sluice.notifier.report.ReportInput;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Gathers what texts are made from. */
@Singleton
public class Reports {

    private final PageLinks links;

    public Reports(PageLinks links) {
        this.links = links;
    }

    /** The latest decision on a revision with all findings; empty before the first decision. */
    public Optional<ReportInput> of(Handle handle, UUID revision) {
        return handle.createQuery("select decision from revision where id = :id")
                .bind("id", revision)
                .mapTo(String.class)
                .findOne()
                .map(decision ->
                        new ReportInput(
                                Stored.fact(decision, ChangeDecided.class),
                                Findings.of(handle, revision),
                                links.of(revision)));
    }
}
