package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Delivery;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of the events {@code repository}, {@code installation} and {@code
 * installation_repositories}.
 *
 * @param repository of the first alone
 * @param repositories all that an installation had when it was made or deleted
 * @param added those that were put into an installation
 * @param removed those that were taken from an installation
 */
record LifecyclePayload(
        @Nullable String action,
        @Nullable RepositoryPayload repository,
        @Nullable Installation installation,
        @Nullable List<Named> repositories,
        @JsonProperty("repositories_added") @Nullable List<Named> added,
        @JsonProperty("repositories_removed") @Nullable List<Named> removed) {

    /** Of an App, for the repositories of one account. */
    record Installation(
            @JsonProperty("app_id") @Nullable Long appId, @Nullable AccountPayload account) {}

    /** A repository of the installation's account. */
    record Named(@Nullable Long id, @Nullable String name) {}

    /** What an installation names, as repositories of its account. */
    List<Repository> named(Delivery delivery, @Nullable List<Named> some) {
        AccountPayload owner =
                Payload.need(
                        "installation.account",
                        Payload.need("installation", installation).account());
        return Objects.requireNonNullElse(some, List.<Named>of()).stream()
                .map(named -> Payload.need("repositories[]", named))
                .map(named ->
                        new Repository(
                                delivery.forge(),
                                Names.id("repositories[].id", named.id()),
                                Names.id("installation.account.id", owner.id()),
                                Names.owner(
                                        "installation.account.login",
                                        Payload.need("installation.account.login", owner.login())),
                                Names.repository(
                                        "repositories[].name",
                                        Payload.need("repositories[].name", named.name()))))
                .toList();
    }
}
