package dev.sluice.notifier.text;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A piece of one line of GitHub's Markdown that means nothing but the text it was made from. There
 * is no way to make one from Markdown, so what takes only this type cannot be given anything else.
 */
public final class Markdown {

    /** What a link may lead to: nothing in it ends the link early or starts something else. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9\\[][\\w.~:/?#\\[\\]@!$&*+,;=%-]*");

    private static final int MAX_ADDRESS = 2_000;

    private static final String EMPTY = "(empty)";

    private final String source;

    private Markdown(String source) {
        this.source = source;
    }

    /**
     * Text from anywhere, to be read as a sentence. Words that GitHub would make something of
     * (links, mentions, references, emoji, emphasis, HTML) become code spans, in which it makes
     * nothing of anything.
     *
     * @param max of UTF-16 code units of the text, before they become Markdown
     */
    public static Markdown text(String outside, int max) {
        String line = PlainText.shorten(PlainText.line(outside), max);
        return new Markdown(line.isEmpty() ? EMPTY : Words.quoted(line));
    }

    /** Text from anywhere, to be read as a name: a path, a branch, a rule. */
    public static Markdown code(String outside, int max) {
        String line = PlainText.shorten(PlainText.line(outside), max);
        return new Markdown(line.isEmpty() ? EMPTY : Words.code(line));
    }

    /**
     * A link with a text from anywhere.
     *
     * @throws IllegalArgumentException when the address is not one of a page, or would not end
     *     where it ends
     */
    public static Markdown link(String text, String address) {
        return new Markdown("[" + text(text, 200).source + "](<" + checked(address) + ">)");
    }

    public static Markdown number(long number) {
        return new Markdown(Long.toString(number));
    }

    /** The blanks before an item of a list within lists. */
    public static Markdown indent(int depth) {
        return new Markdown("  ".repeat(depth));
    }

    /**
     * The address, when a link can lead to it.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static String checked(String address) {
        if (address.length() > MAX_ADDRESS || !ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "the address of a page is not http(s) with ordinary characters, at most "
                            + MAX_ADDRESS);
        }
        return URI.create(address).toASCIIString();
    }

    /** What to put on the page. */
    public String source() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Markdown markdown && markdown.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
