package dev.sluice.ingest.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

class FormBodyPropertiesTest {

    @Property(seed = "20261121")
    void whatWasEncodedIsDecoded(@ForAll String text) {
        String form = "payload=" + URLEncoder.encode(text, UTF_8);

        assertThat(FormBody.payload(form.getBytes(UTF_8))).hasValue(text.getBytes(UTF_8));
    }

    @Property(seed = "20261121")
    void everyByteIsDecoded(@ForAll byte[] bytes) {
        assertThat(FormBody.payload(Encoded.form(bytes))).hasValue(bytes);
    }

    @Property(seed = "20261121")
    void whatHasAnotherNameIsNone(@ForAll byte[] bytes, @ForAll @CharRange(to = 'o') char name) {
        byte[] form = Encoded.form(bytes);
        form[0] = (byte) name;

        assertThat(FormBody.payload(form)).isEmpty();
    }
}
