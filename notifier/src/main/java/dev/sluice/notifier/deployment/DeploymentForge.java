package dev.sluice.notifier.deployment;

import dev.sluice.events.Deployment;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import java.util.Optional;

/** A forge that lets deployments wait for an answer. */
public interface DeploymentForge {

    /** The configured instance, as events name it. */
    String instance();

    /** Why no deployment can be answered there, in one line; empty when there is no such reason. */
    Optional<String> obstacle();

    /** Whoever's budget pays for requests to this place. */
    String installation(Place place);

    /** Lets the deployment go on, or ends it. */
    Reply<Receipt> answer(Place place, Deployment deployment, boolean approved, String comment);

    /** Whether the deployment still waits; it does, too, where others have to answer as well. */
    Reply<Boolean> isWaiting(Place place, long deployment);
}
