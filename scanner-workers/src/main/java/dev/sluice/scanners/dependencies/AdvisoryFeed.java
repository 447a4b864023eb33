package dev.sluice.scanners.dependencies;

import dev.sluice.events.AdvisoryKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Advisories as they come: documents in the JSON form of NVD's 2.0 feeds.
 *
 * @param digest over the content of all documents
 * @param updatedAt when the feed was last brought up to date
 */
record AdvisoryFeed(String digest, AdvisoryKind kind, Instant updatedAt, List<Document> documents) {

    private static final String SAMPLE = "sample-advisories.json";
    private static final Pattern TIMESTAMP =
            Pattern.compile("\"timestamp\": \"([0-9T:-]{19})\\.[0-9]{3}\"");

    AdvisoryFeed {
        documents = List.copyOf(documents);
    }

    /** One file of a feed, not compressed. */
    @FunctionalInterface
    interface Document {
        InputStream open() throws IOException;
    }

    /** The sample that comes with Sluice. */
    static AdvisoryFeed sample() {
        String text;
        try (InputStream content = openSample()) {
            text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the sample of advisories is missing", e);
        }
        Matcher timestamp = TIMESTAMP.matcher(text);
        if (!timestamp.find()) {
            throw new IllegalStateException("the sample of advisories has no timestamp");
        }
        return new AdvisoryFeed(
                Digests.sha256(text),
                AdvisoryKind.SAMPLE,
                Instant.parse(timestamp.group(1) + "Z"),
                List.of(AdvisoryFeed::openSample));
    }

    private static InputStream openSample() throws IOException {
        InputStream content = AdvisoryFeed.class.getResourceAsStream(SAMPLE);
        if (content == null) {
            throw new IOException(SAMPLE + " is not on the class path");
        }
        return content;
    }
}
