package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.EventType;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanReported;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsDigestTest {

    private final Finding secret = findings(example(0)).getFirst();
    private final Finding dependency = findings(example(1)).getFirst();

    /** It is on the wire: a change of the algorithm makes every scan in flight look torn. */
    @Test
    void staysAsItIs() {
        assertThat(FindingsDigest.of(List.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(FindingsDigest.of(List.of(secret, dependency)))
                .isEqualTo("c8eb8039475678eba9ac41ba4a0276f4b4af26da42dab80cbefafc5a98a671cf");
    }

    @Test
    void changesWithAnyFindingAndWithTheirOrder() {
        assertThat(
                        List.of(
                                FindingsDigest.of(List.of(secret)),
                                FindingsDigest.of(List.of(dependency)),
                                FindingsDigest.of(List.of(secret, secret)),
                                FindingsDigest.of(List.of(secret, dependency)),
                                FindingsDigest.of(List.of(dependency, secret))))
                .doesNotHaveDuplicates();
    }

    @Test
    void isTheSameForAReaderThatDoesNotKnowEverything() {
        var newer = example(0).data().deepCopy();
        ObjectNode finding = (ObjectNode) newer.at("/findings/0");
        finding.put("addedLater", 1).put("severity", "added-later").put("level", "added-later");

        Finding asRead = findings(example(0).with(newer)).getFirst();

        assertThat(asRead).isNotEqualTo(secret);
        assertThat(FindingsDigest.of(List.of(asRead)))
                .isEqualTo(FindingsDigest.of(List.of(secret)));
    }

    private static Example example(int index) {
        return Example.all().stream()
                .filter(example -> example.type() == EventType.SCAN_REPORTED)
                .sorted(Comparator.comparing(Example::name).reversed())
                .toList()
                .get(index);
    }

    private static List<Finding> findings(Example example) {
        return ((ScanReported) example.fact()).findings();
    }
}
