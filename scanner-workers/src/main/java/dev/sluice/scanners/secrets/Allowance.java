package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression of trusted configuration that is looked for in short texts of untrusted content. It
 * takes a bounded number of steps; beyond them it is not there, and nothing is allowed.
 */
record Allowance(Pattern pattern) {

    private static final int STEPS = 1_000_000;

    /**
     * From RE2's syntax.
     *
     * @throws IllegalArgumentException when it is not valid or matches everything
     */
    static Allowance of(String re2) {
        try {
            var pattern = Pattern.compile(Re2ToJava.unbounded(Re2Parser.parse(re2).node()));
            if (pattern.matcher("").find()) {
                throw new IllegalArgumentException("it matches the empty text");
            }
            return new Allowance(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    boolean isIn(String text) {
        return isIn(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isIn(byte[] text) {
        var stepped = new SteppedText(text);
        stepped.allow(STEPS);
        try {
            return pattern.matcher(stepped).find();
        } catch (SteppedText.OutOfSteps | StackOverflowError _) {
            return false;
        }
    }
}
