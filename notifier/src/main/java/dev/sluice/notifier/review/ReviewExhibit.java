package dev.sluice.notifier.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.budget.Price;
import dev.sluice.notifier.findings.Findings;
import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.publishing.Sight;
import dev.sluice.notifier.publishing.Wish;
import dev.sluice.notifier.publishing.Worth;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.review.Remarks.Remark;
import dev.sluice.notifier.targets.Context;
import dev.sluice.notifier.targets.OpenChange;
import dev.sluice.notifier.targets.Reports;
import dev.sluice.notifier.targets.TargetsConfig;
import dev.sluice.notifier.text.PlainText;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the remarks on a pull request true to the latest decision. Its place is the pull request,
 * its content the next move, and what the forge calls the remarks is remembered in the receipt.
 */
@Singleton
public class ReviewExhibit implements Exhibit {

    private final List<ReviewForge> forges;
    private final Reports reports;
    private final TargetsConfig targets;
    private final ReviewConfig config;

    public ReviewExhibit(
            @All List<ReviewForge> forges,
            Reports reports,
            TargetsConfig targets,
            ReviewConfig config) {
        this.forges = List.copyOf(forges);
        this.reports = reports;
        this.targets = targets;
        this.config = config;
    }

    @Override
    public String kind() {
        return "review";
    }

    @Override
    public Worth worth() {
        return Worth.REVIEW;
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
        if (forge(sight.place()).isEmpty()) {
            return new Wish.Leave();
        }
        return OpenChange.at(handle, sight.place())
                .flatMap(open ->
                        reports.of(handle, open.revision())
                                .flatMap(input -> next(handle, sight, open, input)))
                .<Wish>map(draft -> new Wish.Show(draft, Worth.REVIEW))
                .orElseGet(Wish.Leave::new);
    }

    private Optional<Draft> next(Handle handle, Sight sight, OpenChange open, ReportInput input) {
        return NextMove.of(
                        input,
                        Remarks.of(sight.remoteId()),
                        Findings.byScanner(handle, open.revision()).keySet(),
                        config.max())
                .map(move -> draft(input, move));
    }

    private static Draft draft(ReportInput input, Move move) {
        String what = move.path().isEmpty() ? "a remark" : move.path() + ":" + move.line();
        return new Draft(
                new Content(
                        input.decided().revision().id(),
                        input.decided().sequence(),
                        move.kind().name().toLowerCase(Locale.ROOT),
                        PlainText.cut(PlainText.line(what), 200),
                        input.pageUrl(),
                        move.digest()),
                json(move));
    }

    @Override
    public String shownAs(Place place) {
        return "github-review-comment";
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

    /** To resolve a thread it has to be looked for. */
    @Override
    public Price price() {
        return Price.WRITE.plus(Price.WRITE);
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        Move move = move(draft);
        return forge(place)
                .map(forge ->
                        known(forge, place, remoteId)
                                .then(remarks -> make(forge, place, move, remarks)))
                .orElseGet(ReviewExhibit::noForge)
                .then(remarks -> new Reply.Done<>(remarks.receipt()));
    }

    /** What was forgotten is looked up, so that nothing is said twice. */
    private static Reply<Remarks> known(ReviewForge forge, Place place, @Nullable String remoteId) {
        return remoteId == null
                ? forge.ours(place, number(place))
                        .then(ours -> new Reply.Done<>(Remarks.found(ours)))
                : new Reply.Done<>(Remarks.of(remoteId));
    }

    private static Reply<Remarks> make(ReviewForge forge, Place place, Move move, Remarks remarks) {
        Remark remark = remarks.written().get(move.name());
        return switch (move.kind()) {
            case POST ->
                    remark != null
                            ? new Reply.Done<>(remarks)
                            : forge.post(place, number(place), move)
                                    .then(number ->
                                            new Reply.Done<>(posted(remarks, move, number)));
            case RESOLVE -> settle(forge, place, move, remarks, remark, true);
            case REOPEN -> settle(forge, place, move, remarks, remark, false);
        };
    }

    private static Remarks posted(Remarks remarks, Move move, Optional<Long> number) {
        return number.map(it -> remarks.with(move.name(), new Remark(it, move.scanner(), false)))
                .orElseGet(() -> remarks.without(move.name(), move.headSha()));
    }

    private static Reply<Remarks> settle(
            ReviewForge forge,
            Place place,
            Move move,
            Remarks remarks,
            @Nullable Remark remark,
            boolean resolved) {
        if (remark == null) {
            return new Reply.Done<>(remarks);
        }
        return forge.settle(place, number(place), remark.number(), move)
                .then(number ->
                        new Reply.Done<>(
                                remarks.with(
                                        move.name(),
                                        new Remark(number, move.scanner(), resolved))));
    }

    /** Only posting twice would be seen; the other moves may be made again. */
    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        return forge(place)
                .map(forge -> forge.ours(place, number(place)))
                .orElseGet(ReviewExhibit::noForge)
                .then(ours ->
                        new Reply.Done<>(
                                ours.entrySet().stream()
                                        .filter(it -> Move.posts(content, it.getKey().name()))
                                        .findFirst()
                                        .map(it ->
                                                Remarks.of(remoteId)
                                                        .with(
                                                                it.getKey().name(),
                                                                new Remark(
                                                                        it.getValue(), "", false))
                                                        .receipt())));
    }

    private static long number(Place place) {
        return Long.parseLong(place.subject().split("/", 4)[3]);
    }

    private Optional<ReviewForge> forge(Place place) {
        String name = place.repository().forge();
        return forges.stream()
                .filter(forge -> forge.instance().equals(name) && forge.isAble())
                .findFirst();
    }

    private static <T> Reply<T> noForge() {
        return new Reply.Refused<>("the forge shows no remarks on lines");
    }

    private static String json(Move move) {
        try {
            return Json.mapper().writeValueAsString(move);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a move can always be written as JSON", e);
        }
    }

    private static Move move(Draft draft) {
        try {
            return Json.mapper().readValue(draft.body(), Move.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a move of ours can always be read again", e);
        }
    }
}
