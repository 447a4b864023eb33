package dev.sluice.ingest.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.ingest.forge.Refusal;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class EnvelopePropertiesTest {

    @Property(seed = "20261121")
    void findsTheRepositoryBehindWhateverText(
            @ForAll String name, @ForAll String text, @ForAll @LongRange(min = 1) long id) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("-" + name, text).putObject("repository").put("name", text).put("id", id);
        byte[] bytes = body.toString().getBytes(UTF_8);
        boolean holdsNul = name.indexOf('\0') >= 0 || text.indexOf('\0') >= 0;

        assertThat(Envelope.read(bytes))
                .isEqualTo(
                        holdsNul
                                ? new Envelope.Refused(Refusal.NOT_JSON)
                                : new Envelope.Opened(id));
        Opening.agreesWithAnotherReader(bytes);
    }

    @Property(seed = "20261121")
    void anyBytesAreLetInOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
        Opening.agreesWithAnotherReader(bytes);
    }

    @Property(seed = "20261121")
    void oneByteLessOrOtherIsLetInOnlyAsJson(
            @ForAll int place, @ForAll byte other, @ForAll boolean cut) {
        byte[] body = Sender.BODY.getBytes(UTF_8);
        int at = Math.floorMod(place, body.length);
        if (cut) {
            assertThat(Envelope.read(Arrays.copyOf(body, at)))
                    .isEqualTo(new Envelope.Refused(Refusal.NOT_JSON));
        } else {
            body[at] = other;
            Opening.agreesWithAnotherReader(body);
        }
    }
}
