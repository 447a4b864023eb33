package dev.sluice.standalone.forge.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What goes wrong at the double on demand; nothing does until asked for. Safe for many threads. */
public final class ForgeFaults {

    /** A refusal because of too many requests. */
    public record Throttle(int status, Duration retryAfter) {}

    private final AtomicInteger badGateways = new AtomicInteger();
    private final AtomicInteger html = new AtomicInteger();
    private final AtomicInteger resets = new AtomicInteger();
    private final Queue<Throttle> throttles = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean out = new AtomicBoolean();
    private final AtomicReference<Duration> latency = new AtomicReference<>(Duration.ZERO);
    private final Gate writes = new Gate();
    private final Gate fetches = new Gate();
    private final AtomicBoolean refusedFetches = new AtomicBoolean();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();

    /** The next writes are answered 502 and have no effect. */
    public void answerBadGateway(int times) {
        badGateways.set(times);
    }

    /** Every request to the API is answered 502 until this is taken back. */
    public void outage(boolean out) {
        this.out.set(out);
    }

    /** The next writes are answered 403 with {@code Retry-After: 1}, GitHub's secondary limit. */
    public void limitRate(int times) {
        limitRate(times, Duration.ofSeconds(1));
    }

    /** The same with another wait. */
    public void limitRate(int times, Duration wait) {
        throttle(times, new Throttle(403, wait));
    }

    /** The next writes are answered 429. */
    public void answerTooManyRequests(int times, Duration wait) {
        throttle(times, new Throttle(429, wait));
    }

    private void throttle(int times, Throttle throttle) {
        for (int i = 0; i < times; i++) {
            throttles.add(throttle);
        }
    }

    /** The next writes are answered 200 with a page for people, and have no effect. */
    public void answerHtml(int times) {
        html.set(times);
    }

    /** The next writes take effect, but their connection ends without an answer. */
    public void resetAfterEffect(int times) {
        resets.set(times);
    }

    /** Every request to the API waits this long before it is looked at. */
    public void delayAnswers(Duration latency) {
        this.latency.set(latency);
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

    public boolean hides(String sha) {
        return hidden.contains(sha);
    }

    public boolean refusesFetches() {
        return refusedFetches.get();
    }

    public boolean isOut() {
        return out.get();
    }

    public boolean takeBadGateway() {
        return take(badGateways);
    }

    public boolean takeHtml() {
        return take(html);
    }

    public boolean takeReset() {
        return take(resets);
    }

    public Optional<Throttle> takeThrottle() {
        return Optional.ofNullable(throttles.poll());
    }

    public void delay() throws InterruptedException {
        Thread.sleep(latency.get());
    }

    public void awaitWrites() throws InterruptedException {
        writes.await();
    }

    public void awaitFetches() throws InterruptedException {
        fetches.await();
    }

    public void releaseAll() {
        releaseWrites();
        releaseFetches();
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
}
