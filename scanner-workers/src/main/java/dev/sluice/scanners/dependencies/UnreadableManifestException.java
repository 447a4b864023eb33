package dev.sluice.scanners.dependencies;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;

/** One file of the tree could not be used; the others can. The message is shown to people. */
final class UnreadableManifestException extends Exception {

    private final GapKind kind;

    UnreadableManifestException(GapKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Gap gap(String path) {
        return new Gap(kind, OneLine.of(path, 500) + ": " + getMessage(), 1);
    }
}
