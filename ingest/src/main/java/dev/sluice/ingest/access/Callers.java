package dev.sluice.ingest.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the claims of a token whose signature, issuer, audience and time are right. */
@Singleton
class Callers {

    private static final String BRANCHES = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    private final Issuers issuers;

    Callers(Issuers issuers) {
        this.issuers = issuers;
    }

    /** Who this is. */
    Caller of(SecurityIdentity identity) {
        if (identity.hasRole(AdministratorToken.ROLE)
                && !(identity.getPrincipal() instanceof JsonWebToken)) {
            return new Caller.Administrator();
        }
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return new Caller.Unknown("claims");
        }
        return issuers.of(Objects.requireNonNullElse(token.getIssuer(), ""))
                .map(issuer -> of(token, issuer))
                .orElseGet(() -> new Caller.Unknown("a known issuer"));
    }

    private static Caller of(JsonWebToken token, Issuers.Known issuer) {
        return switch (issuer.config().kind()) {
            case API ->
                    new Caller.Client(
                            issuer.name(),
                            token.getSubject(),
                            scopes(token),
                            Reach.of(texts(token, "organisation"), texts(token, "repository")));
            case GITHUB_ACTIONS ->
                    job(
                            token,
                            issuer,
                            "repository_id",
                            "repository_owner_id",
                            "repository",
                            text(token, "ref").orElse(""));
            case GITLAB_CI ->
                    job(token, issuer, "project_id", "namespace_id", "project_path", ref(token));
        };
    }

    private static Caller job(
            JsonWebToken token,
            Issuers.Known issuer,
            String repositoryId,
            String ownerId,
            String repositoryName,
            String ref) {
        for (String claim : List.of(repositoryId, ownerId)) {
            if (!text(token, claim).orElse("").matches("[1-9]\\d{0,14}")) {
                return new Caller.Unknown(claim);
            }
        }
        for (String claim : List.of(repositoryName, "sha")) {
            if (text(token, claim).isEmpty()) {
                return new Caller.Unknown(claim);
            }
        }
        if (ref.isEmpty()) {
            return new Caller.Unknown("ref");
        }
        return new Caller.Job(
                issuer.name(),
                issuer.config().forge(),
                Long.parseLong(text(token, repositoryId).orElseThrow()),
                Long.parseLong(text(token, ownerId).orElseThrow()),
                text(token, repositoryName).orElseThrow(),
                new HashSet<>(
                        issuer.config().owners().orElse(List.of()).stream()
                                .map(owner -> owner.strip().toLowerCase(Locale.ROOT))
                                .toList()),
                text(token, "sha").orElseThrow(),
                ref);
    }

    /** GitLab says the short name and the kind apart, and newer versions also the whole. */
    private static String ref(JsonWebToken token) {
        return text(token, "ref_path")
                .or(() ->
                        text(token, "ref")
                                .map(name ->
                                        (text(token, "ref_type").orElse("").equals("tag")
                                                        ? TAGS
                                                        : BRANCHES)
                                                + name))
                .orElse("");
    }

    private static Set<String> scopes(JsonWebToken token) {
        var scopes = new HashSet<String>();
        text(token, "scope").ifPresent(text -> scopes.addAll(List.of(text.split(" ", -1))));
        scopes.addAll(texts(token, "scp"));
        return scopes;
    }

    private static Set<String> texts(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value instanceof Collection<?> many
                ? new HashSet<>(many.stream().flatMap(one -> text(one).stream()).toList())
                : text(value).map(Set::of).orElse(Set.of());
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        return text(token.<Object>getClaim(claim));
    }

    private static Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case JsonString text -> Optional.of(text.getString());
            case JsonValue other -> Optional.of(other.toString());
            case Number number -> Optional.of(number.toString());
            case Object _ -> Optional.empty();
        };
    }
}
