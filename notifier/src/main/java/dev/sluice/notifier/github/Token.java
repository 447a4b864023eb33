package dev.sluice.notifier.github;

/** A secret that goes into one header and is never shown. */
record Token(String value) {

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
