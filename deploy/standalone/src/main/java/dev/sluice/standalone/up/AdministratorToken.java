package dev.sluice.standalone.up;

import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.data.KeptSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * How the REST interface knows whoever runs this Sluice, where no provider says it: by a token that
 * is shown once and kept in a file of its owner, where the other commands find it. Ingest learns no
 * more than its hash. Issuers of job tokens are no provider of people.
 *
 * @param settings what ingest has to be told
 * @param generated shown once, when it was made just now
 */
record AdministratorToken(Map<String, String> settings, Optional<String> generated) {

    private static final String HASH = "SLUICE_ADMIN_TOKEN_SHA256";
    private static final String PROVIDER = "SLUICE_OIDC_ISSUER";
    private static final String PREFIX = "sluice-admin-";

    static AdministratorToken of(Map<String, String> environment, DataDirectory data)
            throws IOException {
        if (isSet(environment, PROVIDER) || isSet(environment, HASH)) {
            return new AdministratorToken(Map.of(), Optional.empty());
        }
        KeptSecret kept = KeptSecret.in(data.administratorToken(), PREFIX);
        if (!kept.value().matches(PREFIX + "[0-9a-f]{64}")) {
            throw Refusal.usage(
                    data.administratorToken()
                            + " holds no administrator's token; delete it, and the next start makes"
                            + " one");
        }
        return new AdministratorToken(
                Map.of(HASH, sha256(kept.value())),
                kept.isNew() ? Optional.of(kept.value()) : Optional.empty());
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "AdministratorToken[generated=" + generated.isPresent() + "]";
    }
}
