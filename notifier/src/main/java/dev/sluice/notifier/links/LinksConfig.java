package dev.sluice.notifier.links;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** How pages are reached from outside. */
@ConfigMapping(prefix = "sluice.notifier")
public interface LinksConfig {

    /** Where browsers reach Sluice, without a path of ours; without it a status links nowhere. */
    Optional<URI> publicUrl();

    /** A secret of at least 32 characters; without it one is made and kept in the database. */
    Optional<String> linkKey();
}
