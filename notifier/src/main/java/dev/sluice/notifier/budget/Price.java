package dev.sluice.notifier.budget;

/**
 * What requests cost in the forge's own counting.
 *
 * @param points GitHub's: 1 for a request that reads, 5 for one that writes
 * @param contents requests that create content, which GitHub counts apart
 */
public record Price(int points, int contents) {

    public static final Price READ = new Price(1, 0);
    public static final Price WRITE = new Price(5, 1);

    public Price {
        if (points < 0 || contents < 0) {
            throw new IllegalArgumentException("a price is never negative");
        }
    }

    public Price plus(Price other) {
        return new Price(points + other.points, contents + other.contents);
    }
}
