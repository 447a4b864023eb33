package dev.sluice.standalone.forge.comments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.forge.api.Fields;
import dev.sluice.standalone.forge.api.Refused;

/** The text of a comment: there has to be one, and it may not be too long. */
final class CommentBody {

    static final int LONGEST = 65_536;

    private CommentBody() {}

    static String of(String resource, JsonNode body) throws Refused {
        String text = new Fields(body).required("body", Integer.MAX_VALUE);
        if (text.isBlank()) {
            throw Refused.invalid(resource, "body", "missing_field", "Body cannot be blank");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw Refused.invalid(
                    resource, "body", "custom", "Body is too long (maximum is 65536 characters)");
        }
        return text;
    }
}
