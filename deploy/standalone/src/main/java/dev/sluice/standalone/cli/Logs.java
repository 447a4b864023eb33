package dev.sluice.standalone.cli;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.FileHandler;

/** Where libraries log: nowhere by default, since a command speaks for itself. */
public final class Logs {

    private static final String FORMAT = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) %s%e%n";

    /** Loggers are forgotten, and their levels with them, when nobody holds them. */
    private static final Logger ROOT = Logger.getLogger("");

    private Logs() {}

    /** Nobody sees anything. */
    public static void quieten() {
        ROOT.setLevel(Level.OFF);
    }

    /** Everything from now on is kept until Quarkus, or {@link #writeTo}, says where it goes. */
    public static void keep() {
        ROOT.setLevel(Level.INFO);
    }

    /** What was kept goes to this file; for when Quarkus never got to open it. */
    public static void writeTo(Path file) throws IOException {
        if (InitialConfigurator.DELAYED_HANDLER.isActivated()) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        var handler = new FileHandler(new PatternFormatter(FORMAT), file.toFile(), true);
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {handler});
    }
}
