package dev.sluice.notifier.publishing;

import dev.sluice.notifier.targets.Wish;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What to do next about a target. */
sealed interface Step {

    /** Nothing, until somebody says something new. */
    record Rest() implements Step {}

    /** Nothing, but what stands there now stands for this. */
    record Adopt(Content content) implements Step {}

    /** Look again then. */
    record Sleep(Instant until) implements Step {}

    /** Find out what became of the last request; {@code attempts} counts this one. */
    record ReadBack(Content content, long number, int attempts) implements Step {}

    /** Write; {@code attempts} counts this one. */
    record Write(Content content, long number, int attempts) implements Step {}

    /** Give up without asking, and say so unless it was said before. */
    record GiveUp(Content content, long number, String reason, boolean told) implements Step {}

    /**
     * Decides.
     *
     * @param obstacle why nothing can be written to this forge; empty when there is no such reason
     * @param link the address behind the text
     */
    static Step of(
            Target target,
            Wish wish,
            Optional<String> obstacle,
            Function<UUID, @Nullable String> link) {
        if (target.phase() == Phase.ATTEMPTING
                && target.attempted() != null
                && obstacle.isEmpty()) {
            return new ReadBack(target.attempted(), target.number(), target.attempts() + 1);
        }
        return switch (wish) {
            case Wish.Leave _ -> new Rest();
            case Wish.Wait(Instant until) -> new Sleep(until);
            case Wish.Show show -> towards(target, content(show, link), obstacle);
        };
    }

    private static Step towards(Target target, Content content, Optional<String> obstacle) {
        if (target.shows(content)) {
            return new Adopt(content);
        }
        boolean again = target.hasAttempted(content);
        if (obstacle.isPresent()) {
            return again && target.gaveUpUnasked()
                    ? new Rest()
                    : new GiveUp(
                            content, target.number() + 1, obstacle.get(), target.gaveUpUnasked());
        }
        if (again && target.phase() == Phase.REFUSED && !target.gaveUpUnasked()) {
            return new Rest();
        }
        return again && target.phase() == Phase.FAILED
                ? new Write(content, target.number(), target.attempts() + 1)
                : new Write(content, target.number() + 1, 1);
    }

    private static Content content(Wish.Show show, Function<UUID, @Nullable String> link) {
        return new Content(
                show.revision(),
                show.sequence(),
                new Shown(show.signal(), show.text(), link.apply(show.revision())));
    }
}
