package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.events.Event;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A record of any topic of events. */
class EventReaderFuzz {

    static Stream<byte[]> seeds() {
        return Example.all().stream()
                .map(example -> EventWriter.record(example.event()))
                .map(Example::received)
                .map(RecordText::of);
    }

    /** Whoever is not of ours can at most say something that one of ours could have said. */
    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefusedInOneLine(byte[] input) {
        try {
            Event<?> event = EventReader.read(RecordText.parse(input, 0));

            assertThat(event.type().topic().producers()).contains(event.source());
        } catch (UnreadableRecordException e) {
            assertThat(e.getMessage()).matches(Wild::isOneLine, "one line");
        }
    }
}
