package dev.sluice.policy.yaml;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A file's text by code points, as YAML marks and CEL positions count. */
final class SourceText {

    private final String source;
    private final int[] codePoints;
    private final int[] lineStarts;

    SourceText(String source, String text) {
        this.source = source;
        this.codePoints = text.codePoints().toArray();
        this.lineStarts = lineStarts();
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
        Place place = place(index);
        return new PolicyProblem(source, place.line(), place.column(), oneLine(reason));
    }

    /** Line and column of this index; past the end counts as the end. */
    Place place(int index) {
        int at = Math.min(index, codePoints.length);
        int found = Arrays.binarySearch(lineStarts, at);
        int line = found >= 0 ? found : -found - 2;
        return new Place(line + 1, at - lineStarts[line] + 1);
    }

    private int[] lineStarts() {
        var starts = IntStream.builder().add(0);
        for (int i = 0; i < codePoints.length; i++) {
            if (codePoints[i] == '\n' || (codePoints[i] == '\r' && at(i + 1) != '\n')) {
                starts.add(i + 1);
            }
        }
        return starts.build().toArray();
    }

    private static String oneLine(String reason) {
        return reason.strip().replaceAll("\\s+", " ");
    }
}
