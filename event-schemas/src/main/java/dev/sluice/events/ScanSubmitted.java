package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * Part {@code part} of {@code parts} of results that another tool has found, as they were handed
 * in; parts count from 1 and are all alike but for their content.
 *
 * @param checkoutUri the address that absolute locations in the results begin with; absent when the
 *     sender did not say
 * @param bytes of the whole content, compressed as it travels
 * @param digest over the whole content as it travels, hexadecimal SHA-256
 * @param content this part of the gzip-compressed document, in Base64
 */
public record ScanSubmitted(
        Submission submission,
        @Nullable String checkoutUri,
        int part,
        int parts,
        int bytes,
        String digest,
        String content)
        implements Fact {
    public ScanSubmitted {
        Require.present("submission", submission);
        if (part < 1 || part > parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts + " does not exist");
        }
        Require.notNegative("bytes", bytes);
        Require.text("digest", digest);
        Require.text("content", content);
    }

    @Override
    public Repository repository() {
        return submission.repository();
    }

    @Override
    public String subject() {
        return repository().key() + "/" + submission.sha();
    }

    @Override
    public String key() {
        return repository().key();
    }
}
