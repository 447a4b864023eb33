package dev.sluice.notifier.annotations;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.publishing.Sight;
import dev.sluice.notifier.publishing.Wish;
import dev.sluice.notifier.publishing.Worth;
import dev.sluice.notifier.report.CheckReport;
import dev.sluice.notifier.report.CheckText;
import dev.sluice.notifier.targets.Context;
import dev.sluice.notifier.targets.Reports;
import dev.sluice.notifier.targets.TargetsConfig;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Adds further pages of annotations to the verdict that stands on a commit. */
@Singleton
public class AnnotationsExhibit implements Exhibit {

    /** What is beyond them is on the page behind the verdict. */
    private static final int MOST_PAGES = 10;

    private final List<AnnotationForge> forges;
    private final Reports reports;
    private final TargetsConfig config;

    public AnnotationsExhibit(
            @All List<AnnotationForge> forges, Reports reports, TargetsConfig config) {
        this.forges = List.copyOf(forges);
        this.reports = reports;
        this.config = config;
    }

    @Override
    public String kind() {
        return "annotations";
    }

    @Override
    public Worth worth() {
        return Worth.ANNOTATIONS;
    }

    @Override
    public List<Place> places(Repository repository, Revision revision) {
        String context = Context.of(config.contextPrefix(), revision);
        return List.of(new Place(repository, kind(), revision.headSha(), context));
    }

    @Override
    public Wish wish(Handle handle, Sight sight, Instant now) {
        Place place = sight.place();
        return forge(place)
                .flatMap(forge ->
                        Verdict.at(handle, place).flatMap(it -> next(handle, sight, forge, it)))
                .<Wish>map(draft -> new Wish.Show(draft, Worth.ANNOTATIONS))
                .orElseGet(Wish.Leave::new);
    }

    private Optional<Draft> next(
            Handle handle, Sight sight, AnnotationForge forge, Verdict verdict) {
        return reports.of(handle, verdict.revision())
                .filter(input -> input.decided().sequence() == verdict.sequence())
                .map(CheckText::of)
                .flatMap(report -> {
                    int pages = Math.min(MOST_PAGES, forge.pages(report));
                    Page page = Page.next(verdict.remoteId(), sight.shown());
                    return page.number() > pages
                            ? Optional.empty()
                            : Optional.of(draft(verdict, report, page, pages));
                });
    }

    private static Draft draft(Verdict verdict, CheckReport report, Page page, int pages) {
        return new Draft(
                new Content(
                        verdict.revision(),
                        verdict.sequence(),
                        "page " + page.number(),
                        "Annotations, page " + page.number() + " of " + pages,
                        null,
                        page.digest()),
                json(report));
    }

    @Override
    public String shownAs(Place place) {
        return "github-annotations";
    }

    /** Where nothing can be written there is nothing to show either. */
    @Override
    public Optional<String> obstacle(Place place) {
        return Optional.empty();
    }

    @Override
    public String installation(Place place) {
        return forge(place)
                .map(forge -> forge.installation(place))
                .orElseGet(() -> place.repository().forge());
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        Page page = Page.of(draft.content());
        return forge(place)
                .map(forge -> forge.write(place, page.verdict(), report(draft), page.number()))
                .orElseGet(AnnotationsExhibit::noForge);
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        Page page = Page.of(content);
        return forge(place)
                .map(forge -> forge.read(place, page.verdict(), page.number()))
                .orElseGet(AnnotationsExhibit::noForge);
    }

    private Optional<AnnotationForge> forge(Place place) {
        String name = place.repository().forge();
        return forges.stream().filter(forge -> forge.instance().equals(name)).findFirst();
    }

    private static <T> Reply<T> noForge() {
        return new Reply.Refused<>("the forge shows no annotations");
    }

    private static String json(CheckReport report) {
        try {
            return Json.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can always be written as JSON", e);
        }
    }

    private static CheckReport report(Draft draft) {
        try {
            return Json.mapper().readValue(draft.body(), CheckReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of ours can always be read again", e);
        }
    }

    /** The decision that stands on a commit now. */
    private record Verdict(UUID revision, long sequence, String remoteId) {

        static Optional<Verdict> at(Handle handle, Place place) {
            return handle.createQuery(
                            """
                            select written_revision, written_sequence, remote_id from target
                            where forge = :forge and repository_id = :repository
                              and kind = 'verdict' and subject = :subject and context = :context
                              and written_sequence > 0 and remote_id is not null
                              and phase = 'idle'
                            """)
                    .bind("forge", place.repository().forge())
                    .bind("repository", place.repository().id())
                    .bind("subject", place.subject())
                    .bind("context", place.context())
                    .map((row, _) ->
                            new Verdict(
                                    row.getObject("written_revision", UUID.class),
                                    row.getLong("written_sequence"),
                                    row.getString("remote_id")))
                    .findOne();
        }
    }
}
