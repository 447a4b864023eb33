package dev.sluice.policy.decide;

import dev.sluice.events.GapKind;
import dev.sluice.policy.evaluate.Inputs;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How decisions are made. */
@ConfigMapping(prefix = "sluice.policy-engine")
public interface DecideConfig {

    /** How long after first sight of a revision there is a decision in any case. */
    @WithDefault("PT5M")
    Duration deadline();

    /** How long results of other tools are kept: for changes to come, and to compare with. */
    @WithDefault("P30D")
    Duration submissionsKept();

    /** What to do with results that rest on the bundled sample of advisories. */
    AdvisoriesSample advisoriesSample();

    /** Whether sample data counts as checked. */
    enum AdvisoriesSample {
        /** It does not: what needs it is missing. */
        REFUSE(Set.of()),

        /** It does, and each decision names the gap. */
        ACCEPT(Inputs.SAMPLE_ACCEPTED);

        @SuppressWarnings("ImmutableEnumChecker") // both sets are unmodifiable
        private final Set<GapKind> openGaps;

        AdvisoriesSample(Set<GapKind> openGaps) {
            this.openGaps = openGaps;
        }

        /** The gaps that do not void a result. */
        public Set<GapKind> openGaps() {
            return openGaps;
        }
    }
}
