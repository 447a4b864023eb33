package dev.sluice.notifier.verdict;

import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.notifier.links.PageLinks;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.publishing.Sight;
import dev.sluice.notifier.publishing.Wish;
import dev.sluice.notifier.publishing.Worth;
import dev.sluice.notifier.targets.Claims;
import dev.sluice.notifier.targets.CommitWish;
import dev.sluice.notifier.targets.Context;
import dev.sluice.notifier.targets.Reports;
import dev.sluice.notifier.targets.Signal;
import dev.sluice.notifier.targets.TargetsConfig;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows on each commit the strictest verdict of the open changes that end in it. */
@Singleton
public class VerdictExhibit implements Exhibit {

    public static final String KIND = "verdict";

    private final List<VerdictForge> forges;
    private final PageLinks links;
    private final Reports reports;
    private final TargetsConfig config;

    public VerdictExhibit(
            @All List<VerdictForge> forges,
            PageLinks links,
            Reports reports,
            TargetsConfig config) {
        this.forges = List.copyOf(forges);
        this.links = links;
        this.reports = reports;
        this.config = config;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Worth worth() {
        return Worth.VERDICT;
    }

    @Override
    public List<Place> places(Repository repository, Revision revision) {
        String context = Context.of(config.contextPrefix(), revision);
        return List.of(new Place(repository, KIND, revision.headSha(), context));
    }

    @Override
    public Wish wish(Handle handle, Sight sight, Instant now) {
        Place place = sight.place();
        Content shown = sight.shown();
        UUID face = shown == null ? null : shown.revision();
        var claims = Claims.on(handle, place.repository(), place.subject(), place.context());
        return switch (CommitWish.of(claims, face, now, config.pendingAfter())) {
            case CommitWish.Leave _ -> new Wish.Leave();
            case CommitWish.Wait(Instant until) -> new Wish.Wait(until);
            case CommitWish.Show show -> show(handle, sight, show);
        };
    }

    private Wish show(Handle handle, Sight sight, CommitWish.Show show) {
        var shown =
                new Shown(
                        show.revision(),
                        show.sequence(),
                        show.signal(),
                        show.text(),
                        links.of(show.revision()));
        Optional<VerdictForge> forge = forge(sight.place());
        if (forge.isEmpty()) {
            return new Wish.Forgo(plain(shown), unknown(sight.place()));
        }
        Draft draft =
                forge.get().draft(sight.place(), shown, () -> reports.of(handle, shown.revision()));
        return Allowance.of(forge.get().mostWrites(), sight.writes())
                .apply(draft, worth(show), sight.place().context());
    }

    private static Worth worth(CommitWish.Show show) {
        if (show.past()) {
            return Worth.PAST;
        }
        return show.signal() == Signal.PENDING ? Worth.COSMETIC : Worth.VERDICT;
    }

    /** For people only: it is never sent. */
    private static Draft plain(Shown shown) {
        return Draft.of(
                shown.revision(),
                shown.sequence(),
                "unknown",
                shown.text(),
                shown.url(),
                shown.text());
    }

    @Override
    public String shownAs(Place place) {
        return forge(place).map(VerdictForge::kind).orElse("unknown");
    }

    @Override
    public Optional<String> obstacle(Place place) {
        return forge(place)
                .map(VerdictForge::obstacle)
                .orElseGet(() -> Optional.of(unknown(place)));
    }

    @Override
    public String installation(Place place) {
        String name = place.repository().forge();
        return forge(place).map(forge -> forge.installation(place)).orElse(name);
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        return forge(place)
                .map(forge -> forge.write(place, draft, remoteId))
                .orElseGet(() -> new Reply.Refused<>(unknown(place)));
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        return forge(place)
                .map(forge -> forge.read(place, content, remoteId))
                .orElseGet(() -> new Reply.Refused<>(unknown(place)));
    }

    private Optional<VerdictForge> forge(Place place) {
        String name = place.repository().forge();
        return forges.stream().filter(forge -> forge.instance().equals(name)).findFirst();
    }

    private static String unknown(Place place) {
        return "no forge named " + place.repository().forge() + " is configured";
    }
}
