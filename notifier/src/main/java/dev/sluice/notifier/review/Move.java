package dev.sluice.notifier.review;

import dev.sluice.notifier.publishing.Content;
import java.util.Locale;

/**
 * One thing to do about one remark.
 *
 * @param name of its marker
 * @param scanner whose finding it is
 * @param path empty where it is not posted
 * @param line 0 where it is not posted
 * @param headSha the commit that is looked at
 * @param body what the remark is to say
 */
public record Move(
        Kind kind,
        String name,
        String scanner,
        String path,
        int line,
        String headSha,
        String body) {

    /** What is done. */
    public enum Kind {
        POST,
        RESOLVE,
        REOPEN
    }

    /** By which a move is known after a crash: what it does to what. */
    String digest() {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + id(name) + "/" + headSha;
    }

    /** Whether that content is a remark with this marker being posted. */
    static boolean posts(Content content, String name) {
        return content.digest().startsWith("post/" + id(name) + "/");
    }

    private static String id(String name) {
        return Content.digest(name).substring(0, 32);
    }
}
