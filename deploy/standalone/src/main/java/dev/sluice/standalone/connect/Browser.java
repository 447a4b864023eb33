package dev.sluice.standalone.connect;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Opens a page for a person who sits at this machine. */
final class Browser {

    private Browser() {}

    /** Whether something was started that should show it. */
    static boolean open(URI page) {
        return command(System.getProperty("os.name", ""), System.getenv())
                .map(command -> starts(command, page))
                .orElse(false);
    }

    /** The program that opens pages; none where nobody looks at a screen. */
    static Optional<String> command(String system, Map<String, String> environment) {
        if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return Optional.of("open");
        }
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
                ? Optional.of("xdg-open")
                : Optional.empty();
    }

    private static boolean starts(String command, URI page) {
        try {
            new ProcessBuilder(List.of(command, page.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
