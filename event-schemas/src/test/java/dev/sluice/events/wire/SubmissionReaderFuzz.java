package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.events.EventType;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.Submission;
import dev.sluice.events.wire.SubmissionReader.Step;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** One record of submissions. */
class SubmissionReaderFuzz {

    static Stream<byte[]> seeds() {
        Submission submission =
                ((ScanSubmitted) Example.of(EventType.SCAN_SUBMITTED).fact()).submission();
        return SubmissionWriter.events(submission, null, "packed".getBytes(UTF_8), null).stream()
                .map(EventWriter::record)
                .map(Example::received)
                .map(RecordText::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatIsCompleteIsWhatWasAnnounced(byte[] input) {
        switch (new SubmissionReader<String>().next(RecordText.parse(input, 0), "record")) {
            case Step.Complete<String>(var event, var compressed, var handles, _) -> {
                assertThat(compressed).hasSize(event.fact().bytes());
                assertThat(DeliveryWriter.digest(compressed)).isEqualTo(event.fact().digest());
                assertThat(handles).containsExactly("record");
            }
            case Step.Incomplete<String>(var abandoned) -> assertThat(abandoned).isEmpty();
            case Step.Broken<String>(var reason, var handles, _) -> {
                assertThat(reason.getMessage()).matches(Wild::isOneLine, "one line");
                assertThat(handles).containsExactly("record");
            }
        }
    }
}
