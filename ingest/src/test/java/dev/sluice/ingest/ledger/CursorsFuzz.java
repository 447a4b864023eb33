package dev.sluice.ingest.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.ingest.access.Reach;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the parameter {@code cursor}. */
class CursorsFuzz {

    private static final Reach ALL = new Reach.Everything();
    private static final Cursors CURSORS = new Cursors("ours");
    private static final Position POSITION =
            new Position(Instant.parse("2026-11-21T10:00:00Z"), new UUID(1, 2));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        CURSORS.write(POSITION, ALL, Filter.NONE),
                        new Cursors("theirs").write(POSITION, ALL, Filter.NONE),
                        "%%%")
                .map(text -> text.getBytes(ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void onlyTheOneThatWasWrittenIsAPosition(byte[] input) {
        CURSORS.read(new String(input, ISO_8859_1), ALL, Filter.NONE)
                .ifPresent(position -> assertThat(position).isEqualTo(POSITION));
    }
}
