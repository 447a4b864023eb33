package dev.sluice.scanners.submitted.sarif;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.scanners.submitted.Document;
import dev.sluice.scanners.submitted.Documents;
import dev.sluice.scanners.submitted.Reading;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A log before it is packed. */
class SarifFormatFuzz {

    private static final SarifFormat FORMAT = new SarifFormat();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        SarifLog.EVERYTHING,
                        "{\"version\": \"2.1.0\", \"runs\": null}",
                        "{\"runs\": [{}], \"version\": \"2.0.0\"}",
                        "[")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyDocumentEndsWell(byte[] input) {
        Reading.endsWell(FORMAT, new Document(Documents.gzip(input)));
    }
}
