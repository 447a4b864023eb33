package dev.sluice.policy.language;

/** What can be asked of a text. */
public enum TextTest {
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS,
    GLOB,
    PURL;

    /** Whether the text passes with this argument. */
    public boolean holds(String text, String argument) {
        return switch (this) {
            case STARTS_WITH -> text.startsWith(argument);
            case ENDS_WITH -> text.endsWith(argument);
            case CONTAINS -> text.contains(argument);
            case GLOB -> Glob.of(argument).matches(text);
            case PURL -> PurlPattern.matches(text, argument);
        };
    }
}
