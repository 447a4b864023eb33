package dev.sluice.notifier.codescanning;

import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
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
import dev.sluice.notifier.sarif.CodeScanningUpload;
import dev.sluice.notifier.sarif.ScannerRun;
import dev.sluice.notifier.targets.Context;
import dev.sluice.notifier.targets.OpenChange;
import dev.sluice.notifier.targets.Reports;
import dev.sluice.notifier.targets.TargetsConfig;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Uploads what was found once it is decided, and asks after a while what became of it. */
@Singleton
public class CodeScanningExhibit implements Exhibit {

    /** Most logs are taken over by then. */
    private static final Duration PROCESSING = Duration.ofSeconds(15);

    private final List<CodeScanningForge> forges;
    private final Reports reports;
    private final TargetsConfig targets;
    private final CodeScanningConfig config;
    private final Clock clock;

    @Inject
    CodeScanningExhibit(
            @All List<CodeScanningForge> forges,
            Reports reports,
            TargetsConfig targets,
            CodeScanningConfig config) {
        this(forges, reports, targets, config, Clock.systemUTC());
    }

    public CodeScanningExhibit(
            List<CodeScanningForge> forges,
            Reports reports,
            TargetsConfig targets,
            CodeScanningConfig config,
            Clock clock) {
        this.forges = List.copyOf(forges);
        this.reports = reports;
        this.targets = targets;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "code-scanning";
    }

    @Override
    public Worth worth() {
        return Worth.CODE_SCANNING;
    }

    @Override
    public List<Place> places(Repository repository, Revision revision) {
        String context = Context.of(targets.contextPrefix(), revision);
        boolean shown = !revision.change().isProposed() || OpenChange.number(revision).isPresent();
        return config.enabled() && shown
                ? List.of(new Place(repository, kind(), revision.change().value(), context))
                : List.of();
    }

    @Override
    public Wish wish(Handle handle, Sight sight, Instant now) {
        Place place = sight.place();
        if (forge(place).filter(forge -> forge.isAble(place.repository())).isEmpty()) {
            return new Wish.Leave();
        }
        return OpenChange.at(handle, place)
                .flatMap(open ->
                        reports.of(handle, open.revision())
                                .map(input -> next(handle, sight, open, input, now)))
                .orElseGet(Wish.Leave::new);
    }

    private Wish next(Handle handle, Sight sight, OpenChange open, ReportInput input, Instant now) {
        CodeScanningUpload upload = upload(handle, open);
        Phase sending =
                new Phase(
                        Phase.UPLOAD,
                        Content.digest(upload.sarif()),
                        open.headSha(),
                        upload.results());
        Phase confirming = sending.confirmed();
        if (confirming.isShown(sight.shown())) {
            return show(input, upload, confirming);
        }
        if (!sending.isShown(sight.shown()) || sight.remoteId() == null) {
            return show(input, upload, sending);
        }
        Instant due = Phase.Named.of(sight.remoteId()).at().plus(PROCESSING);
        return now.isBefore(due) ? new Wish.Wait(due) : show(input, upload, confirming);
    }

    private static CodeScanningUpload upload(Handle handle, OpenChange open) {
        return CodeScanningUpload.of(
                Findings.byScanner(handle, open.revision()).entrySet().stream()
                        .map(entry ->
                                new ScannerRun(
                                        entry.getKey(),
                                        null,
                                        ScannerRun.id(entry.getKey(), open.headSha()),
                                        true,
                                        entry.getValue(),
                                        List.of()))
                        .toList());
    }

    private static Wish show(ReportInput input, CodeScanningUpload upload, Phase phase) {
        String left = upload.left() > 0 ? ", " + upload.left() + " left out" : "";
        return new Wish.Show(
                new Draft(
                        new Content(
                                input.decided().revision().id(),
                                input.decided().sequence(),
                                phase.step(),
                                upload.results() + " results" + left,
                                input.pageUrl(),
                                phase.remembered()),
                        upload.sarif()),
                Worth.CODE_SCANNING);
    }

    @Override
    public String shownAs(Place place) {
        return "github-code-scanning";
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
        Optional<CodeScanningForge> forge = forge(place);
        if (forge.isEmpty()) {
            return noForge();
        }
        Phase phase = Phase.of(draft.content());
        if (phase.step().equals(Phase.CONFIRM) && remoteId != null) {
            return forge.get()
                    .isProcessed(place, Phase.Named.of(remoteId).name())
                    .then(_ -> new Reply.Done<>(new Receipt(remoteId)));
        }
        return forge.get()
                .upload(
                        place,
                        new CodeScanningForge.Upload(phase.headSha(), ref(place), draft.body()))
                .then(this::named);
    }

    /** Asking is repeated without harm; an upload is looked for by its commit and its results. */
    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        Phase phase = Phase.of(content);
        if (phase.step().equals(Phase.CONFIRM)) {
            return new Reply.Done<>(Optional.empty());
        }
        return forge(place)
                .map(forge -> forge.find(place, ref(place), phase.headSha(), phase.results()))
                .orElseGet(CodeScanningExhibit::noForge)
                .then(name -> new Reply.Done<>(name.map(this::receipt)));
    }

    private Reply<Receipt> named(String name) {
        return new Reply.Done<>(receipt(name));
    }

    private Receipt receipt(String name) {
        return new Receipt(new Phase.Named(name, clock.instant()).remoteId());
    }

    private static String ref(Place place) {
        String[] parts = place.subject().split("/", 4);
        return parts[2].equals("pull")
                ? "refs/pull/" + parts[3] + "/head"
                : "refs/heads/" + parts[3];
    }

    private Optional<CodeScanningForge> forge(Place place) {
        String name = place.repository().forge();
        return forges.stream().filter(forge -> forge.instance().equals(name)).findFirst();
    }

    private static <T> Reply<T> noForge() {
        return new Reply.Refused<>("the forge keeps no list of alerts");
    }
}
