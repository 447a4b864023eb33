package dev.sluice.notifier.comment;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.notifier.budget.Price;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.publishing.Sight;
import dev.sluice.notifier.publishing.Wish;
import dev.sluice.notifier.publishing.Worth;
import dev.sluice.notifier.report.Marker;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.report.StickyComment;
import dev.sluice.notifier.targets.Context;
import dev.sluice.notifier.targets.OpenChange;
import dev.sluice.notifier.targets.Reports;
import dev.sluice.notifier.targets.TargetsConfig;
import dev.sluice.notifier.text.StatusText;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps one comment per pull request and context true to the latest decision. */
@Singleton
public class CommentExhibit implements Exhibit {

    private final List<CommentForge> forges;
    private final Reports reports;
    private final TargetsConfig targets;
    private final CommentConfig config;

    public CommentExhibit(
            @All List<CommentForge> forges,
            Reports reports,
            TargetsConfig targets,
            CommentConfig config) {
        this.forges = List.copyOf(forges);
        this.reports = reports;
        this.targets = targets;
        this.config = config;
    }

    @Override
    public String kind() {
        return "comment";
    }

    @Override
    public Worth worth() {
        return Worth.COMMENT;
    }

    @Override
    public List<Place> places(Repository repository, Revision revision) {
        String context = Context.of(targets.contextPrefix(), revision);
        return config.enabled() && OpenChange.number(revision).isPresent()
                ? List.of(new Place(repository, kind(), revision.change().value(), context))
                : List.of();
    }

    @Override
    public Wish wish(Handle handle, Sight sight, Instant now) {
        Place place = sight.place();
        if (forge(place).isEmpty()) {
            return new Wish.Leave();
        }
        return OpenChange.at(handle, place)
                .flatMap(open -> reports.of(handle, open.revision()))
                .flatMap(input -> body(input, place, sight.shown()).map(it -> draft(input, it)))
                .<Wish>map(draft -> new Wish.Show(draft, Worth.COMMENT))
                .orElseGet(Wish.Leave::new);
    }

    private static Optional<String> body(ReportInput input, Place place, @Nullable Content shown) {
        return StickyComment.of(input, place.context())
                .or(() ->
                        shown == null
                                ? Optional.empty()
                                : Optional.of(StickyComment.settled(input, place.context())))
                .map(CommentExhibit::asStored);
    }

    /** As GitHub gives it back: it trims, and may change line ends. */
    private static String asStored(String body) {
        return body.replace("\r\n", "\n").strip();
    }

    private static Draft draft(ReportInput input, String body) {
        return Draft.of(
                input.decided().revision().id(),
                input.decided().sequence(),
                "comment",
                StatusText.of(input.decided()),
                input.pageUrl(),
                body);
    }

    @Override
    public String shownAs(Place place) {
        return "github-comment";
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

    /** It looks for the comment first where it does not know its number. */
    @Override
    public Price price() {
        return Price.READ.plus(Price.WRITE);
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        return forge(place)
                .map(forge ->
                        forge.write(place, number(place), marker(place), draft.body(), remoteId))
                .orElseGet(CommentExhibit::noForge);
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        return forge(place)
                .map(forge -> forge.read(place, number(place), marker(place), remoteId))
                .orElseGet(CommentExhibit::noForge)
                .then(written ->
                        new Reply.Done<>(
                                written.filter(it -> says(it.body(), content))
                                        .map(CommentForge.Written::receipt)));
    }

    private static boolean says(String body, Content content) {
        String digest = content.digest().split("\\+", 2)[0];
        return Content.digest(asStored(body)).equals(digest);
    }

    private static Marker marker(Place place) {
        return Marker.report(place.context());
    }

    private static long number(Place place) {
        return Long.parseLong(new ChangeId(place.subject()).value().split("/", 4)[3]);
    }

    private Optional<CommentForge> forge(Place place) {
        String name = place.repository().forge();
        return forges.stream()
                .filter(forge -> forge.instance().equals(name) && forge.isAble())
                .findFirst();
    }

    private static <T> Reply<T> noForge() {
        return new Reply.Refused<>("the forge shows no comments");
    }
}
