package dev.sluice.ingest.github;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The first byte chooses the event, the rest is the payload. */
class TranslationFuzz {

    private static final List<Payloads> SEEDS = EveryEvent.payloads();

    static Stream<byte[]> seeds() {
        return Stream.concat(
                IntStream.range(0, SEEDS.size())
                        .mapToObj(i -> input(i, SEEDS.get(i).delivery().body())),
                // What was found: a library that guesses encodings.
                Stream.of(input(0, "{\"a\":1}".getBytes(Charset.forName("UTF-32BE")))));
    }

    private static byte[] input(int event, byte[] body) {
        byte[] input = new byte[body.length + 1];
        input[0] = (byte) event;
        System.arraycopy(body, 0, input, 1, body.length);
        return input;
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyDeliveryEndsWell(byte[] input) {
        if (input.length > 0) {
            String event = SEEDS.get((input[0] & 0xff) % SEEDS.size()).event();
            Translating.endsWell(
                    Payloads.delivery(event, Arrays.copyOfRange(input, 1, input.length)));
        }
    }
}
