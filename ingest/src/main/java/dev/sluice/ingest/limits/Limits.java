package dev.sluice.ingest.limits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits of all sources. Every method takes from its source's share, or says how long to wait
 * and takes nothing.
 */
@Singleton
public class Limits {

    private final Rate requests;
    private final Rate deliveries;
    private final Rate largeBytes;
    private final Rate uploads;

    @Inject
    Limits(LimitsConfig config) {
        this(config, Clock.systemUTC());
    }

    Limits(LimitsConfig config, Clock clock) {
        requests =
                new Rate(
                        config.requestsPerSecond(),
                        config.requestsBurst(),
                        config.sources(),
                        clock);
        deliveries =
                new Rate(
                        config.deliveriesPerSecond(),
                        config.deliveriesBurst(),
                        config.sources(),
                        clock);
        largeBytes =
                new Rate(
                        config.largeBytesPerSecond().asLongValue(),
                        config.largeBytesBurst().asLongValue(),
                        config.sources(),
                        clock);
        uploads =
                new Rate(config.uploadsPerSecond(), config.uploadsBurst(), config.sources(), clock);
    }

    /** A request, before anything of it is looked at. */
    public Optional<Duration> request(String address) {
        return requests.take(address, 1);
    }

    /** A large body, before it is read. */
    public Optional<Duration> largeBody(String address, long bytes) {
        return largeBytes.take(address, bytes);
    }

    /** A genuine delivery, before it is stored. */
    public Optional<Duration> delivery(String repository) {
        return deliveries.take(repository, 1);
    }

    /** An upload of somebody whose token is good, before it is read. */
    public Optional<Duration> upload(String caller) {
        return uploads.take(caller, 1);
    }
}
