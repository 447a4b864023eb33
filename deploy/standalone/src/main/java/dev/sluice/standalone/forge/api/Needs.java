package dev.sluice.standalone.forge.api;

import java.util.List;

/** What a route asks of its caller. */
public sealed interface Needs {

    /** Nothing. */
    record Nothing() implements Needs {}

    /** The App itself, by its JWT. */
    record TheApp() implements Needs {}

    /** Any token of an installation. */
    record AnInstallation() implements Needs {}

    /** Any token, whatever it may do: every token can read metadata. */
    record AnyToken() implements Needs {}

    /**
     * One of these permissions, at least at this level.
     *
     * @param appsOnly whether a person's token is refused whatever it may do
     */
    record Right(List<String> oneOf, Level level, boolean appsOnly) implements Needs {
        public Right {
            oneOf = List.copyOf(oneOf);
        }
    }

    static Needs read(String... oneOf) {
        return new Right(List.of(oneOf), Level.READ, false);
    }

    static Needs write(String... oneOf) {
        return new Right(List.of(oneOf), Level.WRITE, false);
    }

    static Needs writeAsApp(String... oneOf) {
        return new Right(List.of(oneOf), Level.WRITE, true);
    }

    static Needs readAsApp(String... oneOf) {
        return new Right(List.of(oneOf), Level.READ, true);
    }
}
