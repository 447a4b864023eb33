package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

/** How much work an expression can be made to do. */
final class Effort {

    /** The length of the texts that it is tried on. */
    static final int BAIT = 4096;

    /** Steps for one text: each character may be looked at from each other, thrice. */
    static final long STEPS = 3L * BAIT * BAIT;

    private Effort() {}

    /** Whether one of these texts takes more steps than a rule may ever take. */
    static boolean isTooMuch(Expression expression, List<String> baits) {
        return baits.stream().anyMatch(bait -> isTooMuch(expression, bait));
    }

    private static boolean isTooMuch(Expression expression, String bait) {
        var text = new SteppedText(bait.getBytes(StandardCharsets.UTF_8));
        text.allow(STEPS);
        try {
            Matcher matcher = expression.matcher(text);
            while (matcher.find()) {}
            return false;
        } catch (SteppedText.OutOfSteps | StackOverflowError _) {
            return true;
        }
    }
}
