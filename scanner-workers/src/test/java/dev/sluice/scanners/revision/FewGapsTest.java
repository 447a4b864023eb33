package dev.sluice.scanners.revision;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FewGapsTest {

    @Test
    void leavesAFewDifferentOnesAsTheyAre() {
        List<Gap> gaps =
                List.of(
                        new Gap(GapKind.SIZE, "b", 1),
                        new Gap(GapKind.LIMIT, "a", 2),
                        new Gap(GapKind.SIZE, "a", 3));

        assertThat(FewGaps.of(gaps)).isEqualTo(gaps);
    }

    @Test
    void addsUpThoseOfEqualKindAndDetail() {
        List<Gap> gaps =
                List.of(
                        new Gap(GapKind.SIZE, "too large", 1),
                        new Gap(GapKind.LIMIT, "too large", 2),
                        new Gap(GapKind.SIZE, "too large", 3));

        assertThat(FewGaps.of(gaps))
                .containsExactly(
                        new Gap(GapKind.SIZE, "too large", 4),
                        new Gap(GapKind.LIMIT, "too large", 2));
    }

    @Test
    void countsByKindThoseThatAreTooMany() {
        var gaps = new ArrayList<Gap>();
        IntStream.range(0, 10_000)
                .forEach(i -> gaps.add(new Gap(GapKind.ARCHIVE, "archive " + i, 1)));
        gaps.add(new Gap(GapKind.ENCODING, "one", 1));
        gaps.add(new Gap(GapKind.ENCODING, "two", 2));
        gaps.add(new Gap(GapKind.SAMPLE_ADVISORIES, "sample", 7));

        List<Gap> few = FewGaps.of(gaps);

        assertThat(few)
                .startsWith(new Gap(GapKind.ARCHIVE, "archive 0", 1))
                .endsWith(
                        new Gap(GapKind.ARCHIVE, "archive 199", 1),
                        new Gap(GapKind.ENCODING, "one", 1),
                        new Gap(GapKind.SAMPLE_ADVISORIES, "sample", 7),
                        new Gap(GapKind.ENCODING, "further gaps of this kind", 2),
                        new Gap(GapKind.ARCHIVE, "further gaps of this kind", 9_800))
                .hasSize(FewGaps.MAX_DETAILED + 4);
    }

    @Test
    void losesNoKindAndNoCount() {
        var gaps = new ArrayList<Gap>();
        for (GapKind kind : GapKind.values()) {
            IntStream.range(0, 1000).forEach(i -> gaps.add(new Gap(kind, "x".repeat(4000) + i, i)));
        }

        List<Gap> few = FewGaps.of(gaps);

        assertThat(few).hasSizeLessThan(FewGaps.MAX_DETAILED);
        assertThat(few.stream().collect(groupingBy(Gap::kind, summingLong(Gap::count))))
                .isEqualTo(gaps.stream().collect(groupingBy(Gap::kind, summingLong(Gap::count))));
    }
}
