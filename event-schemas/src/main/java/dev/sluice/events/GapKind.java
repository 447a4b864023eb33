package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why something was not checked. */
public enum GapKind {
    /** Trusted configuration excludes it. */
    @JsonProperty("ignored")
    IGNORED,

    /** It is larger than the limit. */
    @JsonProperty("size")
    SIZE,

    /** Its text could not be decoded. */
    @JsonProperty("encoding")
    ENCODING,

    /** It is an archive that was not opened. */
    @JsonProperty("archive")
    ARCHIVE,

    /** It is a Git LFS pointer; the content is elsewhere. */
    @JsonProperty("lfs")
    LFS,

    /** It is a submodule, which is never followed. */
    @JsonProperty("submodule")
    SUBMODULE,

    /**
     * It is a symbolic link, which is never followed; what it points to is no content of its own.
     */
    @JsonProperty("symlink")
    SYMLINK,

    /** Commits of the range could not be read. */
    @JsonProperty("history")
    HISTORY,

    /** A limit on files, bytes, matches or time was reached. */
    @JsonProperty("limit")
    LIMIT,

    /** The version of a dependency could not be told. */
    @JsonProperty("unresolved-version")
    UNRESOLVED_VERSION,

    /** The advisory data is the bundled sample, not a full feed. */
    @JsonProperty("sample-advisories")
    SAMPLE_ADVISORIES,

    /** The advisory data is too old. */
    @JsonProperty("stale-advisories")
    STALE_ADVISORIES,

    /** There is nothing to compare findings with, so it is not known which are new. */
    @JsonProperty("no-baseline")
    NO_BASELINE,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN;

    /**
     * Whether a result with this gap counts as not checked at all. Exclusions that trusted
     * configuration asked for, and files that hold no text of their own, do not.
     */
    public boolean voidsResult() {
        return switch (this) {
            case IGNORED, ARCHIVE, LFS, SUBMODULE, SYMLINK -> false;
            case SIZE,
                    ENCODING,
                    HISTORY,
                    LIMIT,
                    UNRESOLVED_VERSION,
                    SAMPLE_ADVISORIES,
                    STALE_ADVISORIES,
                    NO_BASELINE,
                    UNKNOWN ->
                    true;
        };
    }
}
