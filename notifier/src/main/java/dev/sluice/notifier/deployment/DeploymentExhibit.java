package dev.sluice.notifier.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
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
import dev.sluice.notifier.report.DeploymentText;
import dev.sluice.notifier.text.PlainText;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Answers deployments that wait, once; what could not be told is not approved. */
@Singleton
public class DeploymentExhibit implements Exhibit {

    private static final int MAX_TEXT = 139;

    private final List<DeploymentForge> forges;

    public DeploymentExhibit(@All List<DeploymentForge> forges) {
        this.forges = List.copyOf(forges);
    }

    @Override
    public String kind() {
        return Deployments.KIND;
    }

    @Override
    public Worth worth() {
        return Worth.VERDICT;
    }

    /** None: deployments have decisions of their own. */
    @Override
    public List<Place> places(Repository repository, Revision revision) {
        return List.of();
    }

    @Override
    public Wish wish(Handle handle, Sight sight, Instant now) {
        if (sight.shown() != null) {
            return new Wish.Leave();
        }
        return Deployments.find(handle, sight.place())
                .<Wish>map(decided -> new Wish.Show(draft(decided), Worth.VERDICT))
                .orElseGet(Wish.Leave::new);
    }

    private static Draft draft(DeploymentDecided decided) {
        Revision revision = Deployments.revision(decided);
        boolean approved = decided.verdict() == Verdict.PASS;
        var answer =
                new Answer(
                        decided,
                        approved,
                        DeploymentText.of(
                                decided.verdict(), decided.reason(), List.of(), List.of(), null));
        return Draft.of(
                revision.id(),
                decided.sequence(),
                approved ? "approved" : "rejected",
                PlainText.shorten(PlainText.line(decided.reason()), MAX_TEXT),
                null,
                json(answer));
    }

    /**
     * What is sent.
     *
     * @param comment Markdown
     */
    record Answer(DeploymentDecided decided, boolean approved, String comment) {}

    @Override
    public String shownAs(Place place) {
        return "github-deployment";
    }

    @Override
    public Optional<String> obstacle(Place place) {
        return forge(place)
                .map(DeploymentForge::obstacle)
                .orElseGet(() -> Optional.of(unknown(place)));
    }

    @Override
    public String installation(Place place) {
        return forge(place)
                .map(forge -> forge.installation(place))
                .orElseGet(() -> place.repository().forge());
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        Answer answer = answer(draft);
        return forge(place)
                .map(forge ->
                        forge.answer(
                                place,
                                answer.decided().deployment(),
                                answer.approved(),
                                answer.comment()))
                .orElseGet(() -> new Reply.Refused<>(unknown(place)));
    }

    /** A deployment that no longer waits has had its answer. */
    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        return forge(place)
                .map(forge -> forge.isWaiting(place, number(place)))
                .orElseGet(() -> new Reply.Refused<>(unknown(place)))
                .then(waiting ->
                        new Reply.Done<>(
                                waiting ? Optional.empty() : Optional.of(new Receipt(null))));
    }

    private static long number(Place place) {
        String[] parts = place.subject().split("/", -1);
        return Long.parseLong(parts[parts.length - 1]);
    }

    private Optional<DeploymentForge> forge(Place place) {
        String name = place.repository().forge();
        return forges.stream().filter(forge -> forge.instance().equals(name)).findFirst();
    }

    private static String unknown(Place place) {
        return "no forge named " + place.repository().forge() + " is configured";
    }

    private static String json(Answer answer) {
        try {
            return Json.mapper().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can always be written as JSON", e);
        }
    }

    private static Answer answer(Draft draft) {
        try {
            return Json.mapper().readValue(draft.body(), Answer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of ours can always be read again", e);
        }
    }
}
