package dev.sluice.standalone.forge;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong at the double on demand; nothing does until asked for. Safe for many threads. */
public final class ForgeFaults {

    /** Longer than any client waits; keeps a forgotten stall from holding a thread for ever. */
    private static final Duration LONGEST_STALL = Duration.ofMinutes(5);

    private final AtomicInteger badGateways = new AtomicInteger();
    private final AtomicInteger rateLimited = new AtomicInteger();
    private final Gate writes = new Gate();
    private final Gate fetches = new Gate();
    private final AtomicBoolean refusedFetches = new AtomicBoolean();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();

    ForgeFaults() {}

    /** The next writes are answered 502 and have no effect. */
    public void answerBadGateway(int times) {
        badGateways.set(times);
    }

    /** The next writes are answered 403 with {@code Retry-After: 1}, GitHub's secondary limit. */
    public void limitRate(int times) {
        rateLimited.set(times);
    }

    /** Writes take effect, but their answers wait for {@link #releaseWrites}. */
    public void stallWritesAfterEffect() {
        writes.shut();
    }

    public void releaseWrites() {
        writes.open();
    }

    /** Fetches wait for {@link #releaseFetches} before a byte is sent. */
    public void stallFetches() {
        fetches.shut();
    }

    public void releaseFetches() {
        fetches.open();
    }

    /** No repository can be fetched, as if the token had lost its right: 404, as GitHub says it. */
    public void refuseFetches(boolean refuse) {
        refusedFetches.set(refuse);
    }

    /** The commit is not visible yet: no ref shows it, and the API does not know it. */
    public void hide(String sha) {
        hidden.add(sha);
    }

    public void reveal(String sha) {
        hidden.remove(sha);
    }

    /** How many fetches wait now. */
    public int stalledFetches() {
        return fetches.waiting();
    }

    /** How many accepted writes wait for their answer now. */
    public int stalledWrites() {
        return writes.waiting();
    }

    boolean hides(String sha) {
        return hidden.contains(sha);
    }

    boolean refusesFetches() {
        return refusedFetches.get();
    }

    boolean takeBadGateway() {
        return take(badGateways);
    }

    boolean takeRateLimit() {
        return take(rateLimited);
    }

    void awaitWrites() throws InterruptedException {
        writes.await();
    }

    void awaitFetches() throws InterruptedException {
        fetches.await();
    }

    void releaseAll() {
        releaseWrites();
        releaseFetches();
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** Lets everybody through until it is shut. */
    private static final class Gate {

        private volatile CountDownLatch latch = new CountDownLatch(0);
        private final AtomicInteger waiting = new AtomicInteger();

        void shut() {
            latch = new CountDownLatch(1);
        }

        void open() {
            latch.countDown();
        }

        int waiting() {
            return waiting.get();
        }

        void await() throws InterruptedException {
            waiting.incrementAndGet();
            try {
                if (!latch.await(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("nobody released the stall");
                }
            } finally {
                waiting.decrementAndGet();
            }
        }
    }
}
