package dev.sluice.notifier.links;

import dev.sluice.notifier.Settings;
import dev.sluice.notifier.database.PublicationDatabase;

/** Links without a container. */
public final class TestLinks {

    private TestLinks() {}

    public static PageLinks with(Settings settings, PublicationDatabase database) {
        return new PageLinks(settings, new LinkKey(settings, database));
    }
}
