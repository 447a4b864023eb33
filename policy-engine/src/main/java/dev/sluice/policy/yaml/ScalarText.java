package dev.sluice.policy.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The value of a YAML scalar, each character with its place in the file. Folding, indentation and
 * escapes make the two differ; but in every style only white space is added or dropped, quotes are
 * doubled and escapes are expanded, so that value and file can be read side by side.
 */
public final class ScalarText {

    private final SourceText file;
    private final String value;
    private final int[] places;

    private ScalarText(SourceText file, String value, int[] places) {
        this.file = file;
        this.value = value;
        this.places = places;
    }

    static ScalarText of(SourceText file, ScalarNode node) {
        int[] value = node.getValue().codePoints().toArray();
        int[] places = new int[value.length + 1];
        ScalarStyle style = node.getScalarStyle();
        int at = contentStart(file, node);
        for (int i = 0; i < value.length; i++) {
            if (style == ScalarStyle.DOUBLE_QUOTED) {
                at = afterLineContinuations(file, at);
            }
            boolean escaped = style == ScalarStyle.DOUBLE_QUOTED && file.at(at) == '\\';
            if (escaped) {
                places[i] = at;
                at += escapeLength(file.at(at + 1));
            } else if (isSpace(value[i])) {
                places[i] = at;
                at = isSpace(file.at(at)) ? at + 1 : at;
            } else {
                while (isSpace(file.at(at))) {
                    at++;
                }
                places[i] = at;
                at += style == ScalarStyle.SINGLE_QUOTED && value[i] == '\'' ? 2 : 1;
            }
        }
        places[value.length] = at;
        return new ScalarText(file, node.getValue(), places);
    }

    public String value() {
        return value;
    }

    /** A problem at this offset of the value, in code points. */
    public PolicyProblem problem(int offset, String reason) {
        int place = places[Math.clamp(offset, 0, places.length - 1)];
        return file.problem(place, reason);
    }

    /** A problem at this line (from 1) and column (from 0) of the value. */
    public PolicyProblem problem(int line, int column, String reason) {
        int[] codePoints = value.codePoints().toArray();
        int start = 0;
        for (int i = 0, left = line - 1; i < codePoints.length && left > 0; i++) {
            if (codePoints[i] == '\n') {
                start = i + 1;
                left--;
            }
        }
        return problem(start + column, reason);
    }

    private static int contentStart(SourceText file, ScalarNode node) {
        int start = node.getStartMark().getIndex();
        return switch (node.getScalarStyle()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> start + 1;
            case LITERAL, FOLDED -> afterLine(file, start);
            case PLAIN, JSON_SCALAR_STYLE -> start;
        };
    }

    private static int afterLine(SourceText file, int from) {
        int at = from;
        while (at < file.length() && file.at(at) != '\n' && file.at(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int afterLineContinuations(SourceText file, int from) {
        int at = from;
        while (file.at(at) == '\\' && (file.at(at + 1) == '\n' || file.at(at + 1) == '\r')) {
            at++;
            while (isSpace(file.at(at))) {
                at++;
            }
        }
        return at;
    }

    private static int escapeLength(int kind) {
        return switch (kind) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == ' ' || codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
    }
}
