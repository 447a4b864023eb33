package dev.sluice.events;

/** Something that was not checked: why, in words, and how many times. */
public record Gap(GapKind kind, String detail, long count) {
    public Gap {
        Require.present("gap.kind", kind);
        Require.text("gap.detail", detail);
        Require.notNegative("gap.count", count);
    }
}
