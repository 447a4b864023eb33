package dev.sluice.notifier.publishing;

import dev.sluice.notifier.targets.Signal;
import java.util.Optional;

/**
 * A forge that shows verdicts. Methods that ask it something block, at most for the time that it is
 * configured to wait; they never throw for what a forge or a network does.
 */
public interface Forge {

    /** The configured instance, as events name it. */
    String instance();

    /** The kind of target, such as {@code github-status}. */
    String kind();

    /** The forge's word for a signal. */
    String word(Signal signal);

    /** Why nothing can be written at all, in one line; empty when there is no such reason. */
    Optional<String> obstacle();

    /** Shows this at that place, above whatever was shown there before. */
    Reply<Shown> write(Place place, Shown shown);

    /** What the place shows now; empty when nothing. */
    Reply<Optional<Shown>> read(Place place);
}
