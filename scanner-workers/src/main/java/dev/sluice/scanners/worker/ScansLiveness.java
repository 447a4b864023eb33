package dev.sluice.scanners.worker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Says that a worker is to be started again when scans do not let go of it: a job that cannot be
 * interrupted holds its slot, an abandoned scanner its memory and processor.
 */
@Liveness
@ApplicationScoped
class ScansLiveness implements HealthCheck {

    /** A few may end by themselves, later than they should. */
    static final int MOST_ABANDONED = 8;

    private final JobScan scan;

    ScansLiveness(JobScan scan) {
        this.scan = scan;
    }

    @Override
    public HealthCheckResponse call() {
        long stuck = scan.stuck();
        int abandoned = scan.abandoned();
        return HealthCheckResponse.named("scans")
                .status(stuck == 0 && abandoned < MOST_ABANDONED)
                .withData("stuck", stuck)
                .withData("abandoned", abandoned)
                .build();
    }
}
