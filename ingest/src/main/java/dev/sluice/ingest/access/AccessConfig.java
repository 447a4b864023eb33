package dev.sluice.ingest.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose tokens are good. */
@ConfigMapping(prefix = "sluice.ingest.access")
public interface AccessConfig {

    /** Issuers by the name of their OIDC tenant; one without a URL is off. */
    Map<String, Issuer> issuers();

    /** Hexadecimal SHA-256 of the administrator's token; without it there is no administrator. */
    Optional<String> adminTokenSha256();

    /** Hosts whose issuers may be asked without TLS; loopback always may. */
    Optional<Set<String>> plainHosts();

    /** How long a provider may take to tell its keys before the answer is 503. */
    @WithDefault("5s")
    Duration providerTimeout();

    /** Somebody who signs tokens. */
    interface Issuer {

        /** What its tokens say, and so what is read of them. */
        Kind kind();

        /** The issuer as its tokens name it; its keys are found from there. */
        Optional<URI> url();

        /** What its tokens must be meant for. */
        @WithDefault("sluice")
        String audience();

        /** The forge instance that its repositories are on. */
        @WithDefault("github")
        String forge();

        /**
         * Of job tokens: the owners that may hand in results, by name or number; none otherwise.
         */
        Optional<List<String>> owners();
    }

    /** Kinds of issuers. */
    enum Kind {
        /** A provider of yours: tokens with a scope, organisations and repositories. */
        API,

        /** Jobs of GitHub Actions. */
        GITHUB_ACTIONS,

        /** Jobs of GitLab CI. */
        GITLAB_CI
    }
}
