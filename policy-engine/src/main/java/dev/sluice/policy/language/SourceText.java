package dev.sluice.policy.language;

/** A file's text by code points, as YAML marks and CEL positions count. */
final class SourceText {

    private final String source;
    private final int[] codePoints;

    SourceText(String source, String text) {
        this.source = source;
        this.codePoints = text.codePoints().toArray();
    }

    int length() {
        return codePoints.length;
    }

    /** The code point at this index, or -1 past the end. */
    int at(int index) {
        return index < codePoints.length ? codePoints[index] : -1;
    }

    /** A problem at this index; past the end counts as the end. */
    PolicyProblem problem(int index, String reason) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(index, codePoints.length); i++) {
            boolean lineEnds =
                    codePoints[i] == '\n' || (codePoints[i] == '\r' && at(i + 1) != '\n');
            line = lineEnds ? line + 1 : line;
            column = lineEnds ? 1 : column + 1;
        }
        return new PolicyProblem(source, line, column, oneLine(reason));
    }

    private static String oneLine(String reason) {
        return reason.strip().replaceAll("\\s+", " ");
    }
}
