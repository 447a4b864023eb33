package dev.sluice.ingest.github;

import dev.sluice.ingest.forge.UntranslatableException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names as GitHub gives them, checked before they reach any path, URL or terminal: a name that
 * could not be GitHub's makes the delivery untranslatable.
 */
final class Names {

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern LOGIN =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\\[bot])?");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,99}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern NO_COMMIT = Pattern.compile("0{40}|0{64}");

    private static final int MAX_ENVIRONMENT = 255;

    /** What GitHub allows, with room to spare. */
    private static final int MAX_LABEL = 500;

    private static final long MAX_ID = (1L << 53) - 1;

    private Names() {}

    static String owner(String field, String value) {
        return check(field, value, OWNER.matcher(value).matches());
    }

    static String login(String field, String value) {
        return check(field, value, LOGIN.matcher(value).matches());
    }

    static String repository(String field, String value) {
        return check(
                field,
                value,
                REPOSITORY.matcher(value).matches()
                        && !value.contains("..")
                        && !value.equals(".")
                        && !value.endsWith(".git"));
    }

    static String branch(String field, String value) {
        return check(field, value, BranchName.isValid(value));
    }

    /** An environment may be called nearly anything, in one visible line. */
    static String environment(String field, String value) {
        return check(
                field,
                value,
                !value.isBlank()
                        && value.length() <= MAX_ENVIRONMENT
                        && value.codePoints().noneMatch(Characters::isDeceptive));
    }

    /** A number that GitHub gives, within what every JSON reader keeps exactly. */
    static long id(String field, @Nullable Long value) {
        long id = Payload.need(field, value);
        if (id < 0 || id > MAX_ID) {
            throw new UntranslatableException(field + " is not a number that GitHub gives");
        }
        return id;
    }

    /** Of pull requests, which are counted from 1. */
    static long number(String field, @Nullable Long value) {
        if (id(field, value) == 0) {
            throw new UntranslatableException(field + " is not a number that GitHub gives");
        }
        return Payload.need(field, value);
    }

    static String label(String field, String value) {
        return check(field, value, !value.isBlank() && value.length() <= MAX_LABEL);
    }

    /** A commit; all zeros, GitHub's word for none, is not one. */
    static String commit(String field, String value) {
        return check(field, value, COMMIT.matcher(value).matches() && !isNoCommit(value));
    }

    static boolean isNoCommit(String value) {
        return NO_COMMIT.matcher(value).matches();
    }

    private static String check(String field, String value, boolean valid) {
        if (!valid) {
            throw new UntranslatableException(field + " is not a name that GitHub gives");
        }
        return value;
    }
}
