package dev.sluice.notifier.github;

import dev.sluice.notifier.publishing.Reply;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers that are worth keeping: asked for by one at a time for each key, while others wait. */
final class Kept<K, V> {

    /** Far more than one installation has repositories; forgetting costs requests, nothing else. */
    private static final int MOST = 10_000;

    private static final class Slot<V> {
        private @Nullable V value;
    }

    private final ConcurrentMap<K, Slot<V>> slots = new ConcurrentHashMap<>();

    Reply<V> get(K key, Predicate<V> good, Supplier<Reply<V>> ask) {
        if (slots.size() > MOST) {
            slots.clear();
        }
        Slot<V> slot = slots.computeIfAbsent(key, _ -> new Slot<>());
        synchronized (slot) {
            V kept = slot.value;
            if (kept != null && good.test(kept)) {
                return new Reply.Done<>(kept);
            }
            Reply<V> reply = ask.get();
            slot.value = reply instanceof Reply.Done<V>(V value) ? value : null;
            return reply;
        }
    }

    /** Whether there was one that is now forgotten. */
    boolean forget(K key, Predicate<V> unfit) {
        Slot<V> slot = slots.get(key);
        if (slot == null) {
            return false;
        }
        synchronized (slot) {
            if (slot.value == null || !unfit.test(slot.value)) {
                return false;
            }
            slot.value = null;
            return true;
        }
    }
}
