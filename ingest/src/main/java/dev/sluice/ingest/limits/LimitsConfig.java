package dev.sluice.ingest.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * What one source may take; more is answered with 429. Generous, because a forge has few addresses
 * and does not deliver again by itself.
 */
@ConfigMapping(prefix = "sluice.ingest.limits")
public interface LimitsConfig {

    /** Requests of one address each second, whatever becomes of them. */
    @WithDefault("2000")
    int requestsPerSecond();

    /** How many of them may come at once after a quiet time. */
    @WithDefault("20000")
    int requestsBurst();

    /** Genuine deliveries of one repository each second. */
    @WithDefault("100")
    int deliveriesPerSecond();

    /** How many of them may come at once after a quiet time. */
    @WithDefault("5000")
    int deliveriesBurst();

    /** Bytes of bodies above 256 KB from one address each second. */
    @WithDefault("4M")
    MemorySize largeBytesPerSecond();

    /** How many of those bytes may come at once after a quiet time; at least one largest body. */
    @WithDefault("128M")
    MemorySize largeBytesBurst();

    /** Uploads of one caller each second: of the jobs of a repository, or of a client. */
    @WithDefault("1")
    int uploadsPerSecond();

    /** How many of them may come at once after a quiet time. */
    @WithDefault("60")
    int uploadsBurst();

    /** So many bad signatures of one address without a quiet time in between are an alert. */
    @WithDefault("20")
    int badSignatures();

    /**
     * So many of all addresses together are one too, whoever keeps below the number for each; those
     * of an address that is an alert by itself are not among them.
     */
    @WithDefault("200")
    int badSignaturesTogether();

    /** The quiet time that ends a burst of bad signatures. */
    @WithDefault("1m")
    Duration badSignaturesQuiet();

    /** How many sources are remembered; beyond, those that were quiet longest begin anew. */
    @WithDefault("10000")
    int sources();
}
