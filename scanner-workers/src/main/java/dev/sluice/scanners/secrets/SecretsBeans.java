package dev.sluice.scanners.secrets;

import dev.sluice.scanners.spi.Scanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Makes the scanner known to the worker. */
@ApplicationScoped
public class SecretsBeans {

    @Produces
    @Singleton
    Scanner scanner(SecretsConfig config) throws IOException {
        return scanner(config, FingerprintKeys.from(config));
    }

    static Scanner scanner(SecretsConfig config, FingerprintKey key) {
        if (config.rules().isPresent()) {
            return new RulesFile(
                    config.rules().get(), config.allowComments(), key, config.results());
        }
        SecretRules rules = SecretRules.bundled();
        return new SecretsScanner(
                config.allowComments() ? rules.allowingComments() : rules, key, config.results());
    }
}
