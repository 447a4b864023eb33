package dev.sluice.events;

/**
 * A repository by its forge's numeric ids, which survive renames and transfers; owner and name are
 * labels for people and URLs.
 *
 * @param forge the configured forge instance, such as {@code github}
 */
public record Repository(String forge, long id, long ownerId, String owner, String name) {
    public Repository {
        Require.text("repository.forge", forge);
        Require.text("repository.owner", owner);
        Require.text("repository.name", name);
    }

    /** {@code forge/repository id}: the Kafka key of everything about one repository. */
    public String key() {
        return forge + "/" + id;
    }

    /** {@code forge/owner id}: the tenancy key. */
    public String organisation() {
        return forge + "/" + ownerId;
    }

    /** {@code owner/name}, as people write it. */
    public String fullName() {
        return owner + "/" + name;
    }
}
