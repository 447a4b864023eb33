package dev.sluice.ingest;

import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Translation;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** A forge whose translation has a fault for as long as a test says so. */
@Decorator
@Priority(1)
abstract class FaultyForge implements Forge {

    private static volatile Optional<Function<Delivery, Translation>> fault = Optional.empty();

    private final Forge right;

    @Inject
    FaultyForge(@Delegate @Any Forge right) {
        this.right = right;
    }

    static void has(Function<Delivery, Translation> wrong) {
        fault = Optional.of(wrong);
    }

    static void isMended() {
        fault = Optional.empty();
    }

    @Override
    public Translation translate(Delivery delivery) {
        return fault.map(wrong -> wrong.apply(delivery)).orElseGet(() -> right.translate(delivery));
    }
}
