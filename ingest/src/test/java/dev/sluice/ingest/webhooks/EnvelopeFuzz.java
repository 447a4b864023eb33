package dev.sluice.ingest.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        Sender.BODY,
                        "{\"a\":[1.5e3,true,null,{}],\"repository\":{\"name\":\"x\",\"id\":7}}",
                        "{\"repository\":null,\"b\":\"\\ud83d\\ude00\"}",
                        "{\"repository\":{\"id\":7},\"repository\":{\"id\":8}}",
                        "{\"repository\":{\"id\":9223372036854775808}}")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void agreesWithAnotherReader(byte[] body) {
        Opening.agreesWithAnotherReader(body);
    }
}
