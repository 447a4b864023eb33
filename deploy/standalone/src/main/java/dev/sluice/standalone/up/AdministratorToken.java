package dev.sluice.standalone.up;

import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.data.KeptHash;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the REST interface knows whoever runs this Sluice, where no provider says it: by a token that
 * is shown once and of which only the hash is kept. With a provider there is none.
 *
 * @param settings what ingest has to be told
 * @param generated shown once, when it was made just now
 */
record AdministratorToken(Map<String, String> settings, Optional<String> generated) {

    private static final String HASH = "SLUICE_ADMIN_TOKEN_SHA256";
    private static final String PREFIX = "sluice-admin-";
    private static final List<String> PROVIDERS =
            List.of(
                    "SLUICE_OIDC_ISSUER",
                    "SLUICE_GITHUB_ACTIONS_ISSUER",
                    "SLUICE_GITLAB_CI_ISSUER",
                    HASH);

    static AdministratorToken of(Map<String, String> environment, DataDirectory data)
            throws IOException {
        boolean provided =
                PROVIDERS.stream().anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
        if (provided) {
            return new AdministratorToken(Map.of(), Optional.empty());
        }
        KeptHash kept = KeptHash.in(data.administratorToken(), PREFIX);
        return new AdministratorToken(Map.of(HASH, kept.hash()), kept.generated());
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "AdministratorToken[generated=" + generated.isPresent() + "]";
    }
}
