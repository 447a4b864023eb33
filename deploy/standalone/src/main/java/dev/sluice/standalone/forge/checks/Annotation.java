package dev.sluice.standalone.forge.checks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Fields;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A remark of a check run at some lines of a file. */
public record Annotation(
        String path,
        int startLine,
        int endLine,
        @Nullable Integer startColumn,
        @Nullable Integer endColumn,
        String level,
        String message,
        @Nullable String title,
        @Nullable String rawDetails) {

    private static final Set<String> LEVELS = Set.of("notice", "warning", "failure");
    private static final int MOST = 50;
    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_TEXT = 64 * 1024;

    static List<Annotation> all(Fields output) throws Refused {
        var all = new ArrayList<Annotation>();
        for (Fields item : output.objects("annotations", MOST)) {
            all.add(of(item));
        }
        return all;
    }

    private static Annotation of(Fields item) throws Refused {
        int start = item.requiredInteger("start_line");
        int end = item.requiredInteger("end_line");
        if (start < 1 || end < start) {
            throw Refused.request("end_line %d is before start_line %d.".formatted(end, start));
        }
        Integer startColumn = item.integer("start_column");
        Integer endColumn = item.integer("end_column");
        if (start != end && (startColumn != null || endColumn != null)) {
            throw Refused.request(
                    "start_column and end_column are allowed only on one and the same line.");
        }
        item.required("annotation_level", LONGEST_TEXT);
        return new Annotation(
                item.required("path", 4096),
                start,
                end,
                startColumn,
                endColumn,
                Objects.requireNonNull(item.oneOf("annotation_level", LEVELS)),
                item.required("message", LONGEST_TEXT),
                item.text("title", LONGEST_TITLE),
                item.text("raw_details", LONGEST_TEXT));
    }

    ObjectNode json() {
        return PayloadParts.object()
                .put("path", path)
                .put("start_line", startLine)
                .put("end_line", endLine)
                .put("start_column", startColumn)
                .put("end_column", endColumn)
                .put("annotation_level", level)
                .put("title", title)
                .put("message", message)
                .put("raw_details", rawDetails);
    }
}
