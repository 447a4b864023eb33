package dev.sluice.scanners.submitted.cyclonedx;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.scanners.submitted.Document;
import dev.sluice.scanners.submitted.Documents;
import dev.sluice.scanners.submitted.Reading;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A bill of materials before it is packed. */
class CycloneDxFormatFuzz {

    private static final CycloneDxFormat FORMAT = new CycloneDxFormat();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        Bom.EVERYTHING,
                        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.4\", \"metadata\":"
                                + " {\"tools\": [{\"name\": \"t\"}]}, \"vulnerabilities\": []}",
                        "{\"bomFormat\": 1}")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyDocumentEndsWell(byte[] input) {
        Reading.endsWell(FORMAT, new Document(Documents.gzip(input)));
    }
}
