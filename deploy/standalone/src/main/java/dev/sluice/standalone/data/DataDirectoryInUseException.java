package dev.sluice.standalone.data;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has the data directory. */
public final class DataDirectoryInUseException extends IOException {

    private static final long serialVersionUID = 1;

    DataDirectoryInUseException(Path path) {
        super("another sluice is using " + path);
    }
}
