package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.notifier.publishing.Shown;
import dev.sluice.notifier.targets.Signal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A commit status as GitHub's API writes it; GitHub leaves out nothing and sends null. */
record Status(
        @Nullable String state,
        @Nullable String context,
        @Nullable String description,
        @JsonProperty("target_url") @Nullable String targetUrl) {

    static Status of(String context, Shown shown) {
        return new Status(word(shown.signal()), context, shown.text(), shown.url());
    }

    static String word(Signal signal) {
        return switch (signal) {
            case PENDING -> "pending";
            case PASS -> "success";
            case INDETERMINATE -> "error";
            case FAIL -> "failure";
        };
    }

    /** What people see; empty when it is not in GitHub's words. */
    Optional<Shown> shown() {
        return signal().map(signal ->
                new Shown(
                        signal,
                        description == null ? "" : description,
                        targetUrl == null || targetUrl.isEmpty() ? null : targetUrl));
    }

    private Optional<Signal> signal() {
        return switch (state == null ? "" : state.toLowerCase(Locale.ROOT)) {
            case "pending" -> Optional.of(Signal.PENDING);
            case "success" -> Optional.of(Signal.PASS);
            case "error" -> Optional.of(Signal.INDETERMINATE);
            case "failure" -> Optional.of(Signal.FAIL);
            default -> Optional.empty();
        };
    }
}
