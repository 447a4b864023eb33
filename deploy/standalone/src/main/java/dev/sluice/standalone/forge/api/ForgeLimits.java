package dev.sluice.standalone.forge.api;

/**
 * What one caller may do before GitHub stops it.
 *
 * @param concurrent requests under way at once
 * @param pointsPerMinute REST: 1 for a GET, 5 for a write
 * @param graphqlPointsPerMinute 1 for a query, 5 for a mutation
 * @param contentPerMinute requests that create or change content
 * @param contentPerHour the same, in an hour
 * @param requestsPerHour the primary limit
 */
public record ForgeLimits(
        int concurrent,
        int pointsPerMinute,
        int graphqlPointsPerMinute,
        int contentPerMinute,
        int contentPerHour,
        int requestsPerHour) {

    static final int PRIMARY = 5000;

    /** As GitHub documents them. */
    public static ForgeLimits gitHub() {
        return new ForgeLimits(100, 900, 2000, 80, 500, PRIMARY);
    }

    /** None, except the primary limit that every answer tells about. */
    public static ForgeLimits none() {
        int none = Integer.MAX_VALUE;
        return new ForgeLimits(none, none, none, none, none, none);
    }
}
