package dev.sluice.standalone.forge.api;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.webhook.Account;
import java.util.Map;
import java.util.Optional;

/** Who asks. */
public sealed interface Caller {

    /** Under which budget its requests count. */
    String budget();

    /** Somebody without a token. */
    record Nobody() implements Caller {
        @Override
        public String budget() {
            return "nobody";
        }
    }

    /** A person with a fine-grained token; such a token can never write checks. */
    record Person(Account account, Map<String, Level> rights) implements Caller {
        public Person {
            rights = Map.copyOf(rights);
        }

        @Override
        public String budget() {
            return "user ID " + account.id();
        }
    }

    /** An App, by a JWT that its key has signed. */
    record AppItself(long appId) implements Caller {
        @Override
        public String budget() {
            return "app ID " + appId;
        }
    }

    /** An App in one of its installations, by a token that is not expired. */
    record Installed(InstalledApp app) implements Caller {
        @Override
        public String budget() {
            return "installation ID " + app.installationId();
        }
    }

    /** The App behind the request, for what only Apps can do. */
    default Optional<InstalledApp> installedApp() {
        return this instanceof Installed(InstalledApp app) ? Optional.of(app) : Optional.empty();
    }

    /** Whether the caller can see the repository at all. */
    default boolean sees(LoopbackRepository repository) {
        return switch (this) {
            case Nobody _, AppItself _ -> false;
            case Person _ -> true;
            case Installed(InstalledApp app) -> app.reaches(repository);
        };
    }
}
