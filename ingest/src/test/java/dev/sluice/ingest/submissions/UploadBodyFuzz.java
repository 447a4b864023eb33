package dev.sluice.ingest.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** The first byte says whether the rest claims to be packed. */
class UploadBodyFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of("{}", "x".repeat(1000))
                .map(text -> text.getBytes(UTF_8))
                .flatMap(text -> Stream.of(input(0, text), input(1, packed(text))));
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatIsWholeCanBeUnpacked(byte[] input) throws IOException, InterruptedException {
        if (input.length == 0) {
            return;
        }
        var body = new ByteArrayInputStream(input, 1, input.length - 1);
        boolean packed = (input[0] & 1) == 1;

        if (UploadBody.read(body, packed, Duration.ofSeconds(10), _ -> Optional.empty())
                instanceof UploadBody.Read.Whole(byte[] compressed)) {
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
                assertThat(gzip.readAllBytes()).isNotEmpty();
            }
        }
    }

    private static byte[] input(int first, byte[] rest) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(first);
        bytes.writeBytes(rest);
        return bytes.toByteArray();
    }

    private static byte[] packed(byte[] text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
