package dev.sluice.scanners.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Makes the scanner known to the worker. */
@ApplicationScoped
public class SecretsBeans {

    @Produces
    @Singleton
    SecretsScanner scanner(SecretsConfig config) throws IOException {
        return new SecretsScanner(
                SecretRules.bundled(), FingerprintKeys.from(config), config.results());
    }
}
