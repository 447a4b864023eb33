package dev.sluice.ingest;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts ingest alone; what keeps it from starting is said in one line. */
@QuarkusMain(name = "ingest")
public final class Ingest {

    private Ingest() {}

    public static void main(String... arguments) {
        Quarkus.run(null, Ingest::exit, arguments);
    }

    private static void exit(int code, @Nullable Throwable failure) {
        if (failure != null) {
            System.err.println(line(rootCause(failure)));
        }
        System.exit(code);
    }

    private static String line(Throwable cause) {
        String message =
                Optional.ofNullable(cause.getMessage())
                        .flatMap(text -> text.lines().findFirst())
                        .orElse("no reason was given");
        return cause instanceof StartRefusedException
                ? message
                : "Ingest cannot start: " + cause.getClass().getSimpleName() + ": " + message;
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }
}
