package dev.sluice.ingest.forge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class FormBodyFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of("payload=%7B%22a%22%3A+1%7D", "payload=%", "payload=a&b=c")
                .map(form -> form.getBytes(US_ASCII));
    }

    /** However it is written, it is one text, and that text has one other way to be written. */
    @MethodSource("seeds")
    @FuzzTest
    void aFormHoldsOneTextOrNone(byte[] form) {
        FormBody.payload(form)
                .ifPresent(payload -> {
                    assertThat(payload.length).isLessThan(form.length);
                    assertThat(FormBody.payload(Encoded.form(payload))).hasValue(payload);
                });
    }
}
