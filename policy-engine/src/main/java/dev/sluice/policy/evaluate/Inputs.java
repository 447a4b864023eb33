package dev.sluice.policy.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Fact;
import dev.sluice.events.GapKind;
import dev.sluice.events.ScanFact;
import dev.sluice.events.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision rests on beside the policy and the time.
 *
 * @param proposed the latest facts of a proposal; absent for a push and for a local scan
 * @param pushed the facts of a push; absent for a proposal and for a local scan
 * @param description absent as long as the change is not described, or when that failed
 * @param scans one per scanner, by name
 * @param openGaps gaps that the operator accepts: they do not void a result, and are named
 * @param approvals absent as long as nobody gathers them; left out of the canonical form then
 * @param waivers left out of the canonical form where there are none
 */
public record Inputs(
        @Nullable ChangeProposed proposed,
        @Nullable ChangePushed pushed,
        @Nullable ChangeDescribed description,
        List<Scan> scans,
        Set<GapKind> openGaps,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Approvals approvals,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Waiver> waivers) {

    /** What {@code SLUICE_ADVISORIES_SAMPLE=accept} accepts. */
    public static final Set<GapKind> SAMPLE_ACCEPTED =
            Collections.unmodifiableSet(
                    EnumSet.of(GapKind.SAMPLE_ADVISORIES, GapKind.UNRESOLVED_VERSION));

    public Inputs {
        scans = List.copyOf(scans);
        openGaps = Collections.unmodifiableSet(new TreeSet<>(openGaps));
        waivers = waivers == null ? List.of() : List.copyOf(waivers); // absent in older ones
    }

    /**
     * Gathers inputs from facts about one revision. Order and repetition do not matter.
     *
     * @param change {@link ChangeProposed} or {@link ChangePushed}; absent for a local scan
     * @param scans parts and endings; those of the step {@link ChangeDescribed#STEP} belong here
     *     too. A caller that knows of several runs of a scanner passes the one that counts;
     *     otherwise a run with a result is preferred.
     */
    public static Inputs of(
            @Nullable Fact change,
            @Nullable ChangeDescribed description,
            Collection<? extends ScanFact> scans,
            Set<GapKind> openGaps) {
        if (change != null
                && !(change instanceof ChangeProposed)
                && !(change instanceof ChangePushed)) {
            throw new IllegalArgumentException(change.getClass().getSimpleName() + " is no change");
        }
        return new Inputs(
                change instanceof ChangeProposed proposed ? proposed : null,
                change instanceof ChangePushed pushed ? pushed : null,
                description,
                Scans.of(scans),
                openGaps,
                null,
                List.of());
    }

    /** The same, with what people have decided about the change. */
    public Inputs with(@Nullable Approvals approvals, List<Waiver> waivers) {
        return new Inputs(proposed, pushed, description, scans, openGaps, approvals, waivers);
    }

    /** How far this scanner has come; empty when nothing was heard of it. */
    public Optional<Scan> scan(String scanner) {
        return scans.stream().filter(scan -> scan.scanner().equals(scanner)).findFirst();
    }

    /** Whether this scanner is in the plan or was heard of. */
    boolean expects(String scanner) {
        return scan(scanner).isPresent()
                || (description != null && description.plan().contains(scanner));
    }

    /** The scanners of the plan and those heard of besides, by name. */
    Set<String> scanners() {
        var names = new TreeSet<String>();
        if (description != null) {
            names.addAll(description.plan());
        }
        scans.forEach(scan -> names.add(scan.scanner()));
        names.remove(ChangeDescribed.STEP);
        return names;
    }

    /**
     * Whether nothing more is to be expected: every planned scanner ended, or describing failed.
     */
    public boolean complete() {
        return description == null
                ? scan(ChangeDescribed.STEP).filter(Scan::ended).isPresent()
                : description.plan().stream()
                        .allMatch(scanner -> scan(scanner).filter(Scan::ended).isPresent());
    }

    /** The canonical form: equal inputs give equal text. */
    public String canonicalJson() {
        try {
            return Json.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("inputs can always be written", e);
        }
    }

    /** Over the canonical form, hexadecimal SHA-256. */
    public String digest() {
        try {
            byte[] json = canonicalJson().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
