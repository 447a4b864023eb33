package dev.sluice.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {

    private static final String ACME = "github/90127765";
    private static final String SHOP = "github/715203344";

    @ParameterizedTest
    @EnumSource(Scope.class)
    void theAdministratorMayDoAll(Scope scope) {
        assertThat(Access.grant(new Caller.Administrator(), scope).reach())
                .isEqualTo(new Reach.Everything());
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void aJobMayDoNothingOfIt(Scope scope) {
        var job =
                new Caller.Job(
                        "github-actions",
                        "github",
                        715203344,
                        90127765,
                        "acme/shop",
                        Set.of("acme"),
                        "1a954628a960aaef81d7b2d4521929579f3541e6",
                        "refs/heads/main");

        assertThatExceptionOfType(DeniedException.class).isThrownBy(() -> Access.grant(job, scope));
    }

    @Test
    void aClientNeedsExactlyTheScope() {
        Caller client = client(Set.of("deliveries:reader", "deliveries", "dead-letters:read"));

        assertThat(Access.grant(client, Scope.DEAD_LETTERS_READ).reach())
                .isEqualTo(new Reach.Only(Set.of(ACME), Optional.empty()));
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> Access.grant(client, Scope.DELIVERIES_READ))
                .satisfies(e ->
                        assertThat(e.detail())
                                .isEqualTo("The token has no scope deliveries:read."));
    }

    @Test
    void aTokenThatLacksWhatItsKindHasMayDoNothing() {
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> Access.grant(new Caller.Unknown("sha"), Scope.DELIVERIES_READ));
    }

    @Test
    void organisationsReachTheirOwnThings() {
        Reach reach = Reach.of(Set.of(ACME), Set.of(Reach.ALL));

        assertThat(reach.covers(ACME, SHOP)).isTrue();
        assertThat(reach.covers(ACME, null)).isTrue();
        assertThat(reach.covers("gitlab/90127765", SHOP)).isFalse();
        assertThat(reach.covers(null, null)).isFalse();
    }

    @Test
    void repositoriesReachThemselvesOnly() {
        Reach reach = Reach.of(Set.of(ACME), Set.of(SHOP));

        assertThat(reach.covers(ACME, SHOP)).isTrue();
        assertThat(reach.covers(ACME, "github/1")).isFalse();
        assertThat(reach.covers(ACME, null)).isFalse();
        assertThat(reach.covers("github/1", SHOP)).isFalse();
    }

    @Test
    void whatBelongsToNobodyNeedsAllOrganisations() {
        assertThat(Reach.of(Set.of(Reach.ALL), Set.of(Reach.ALL)).covers(null, null)).isTrue();
    }

    @Test
    void claimsThatAreNotThereReachNothing() {
        assertThat(Reach.of(Set.of(), Set.of(Reach.ALL)).covers(ACME, SHOP)).isFalse();
        assertThat(Reach.of(Set.of(ACME), Set.of()).covers(ACME, SHOP)).isFalse();
    }

    @Test
    void allOrganisationsWithSomeRepositoriesReachNothing() {
        Reach reach = Reach.of(Set.of(Reach.ALL), Set.of(SHOP));

        assertThat(reach.covers(ACME, SHOP)).isFalse();
        assertThat(reach.covers(Reach.ALL, SHOP)).isFalse();
    }

    private static Caller client(Set<String> scopes) {
        return new Caller.Client(
                "api", "somebody", scopes, Reach.of(Set.of(ACME), Set.of(Reach.ALL)));
    }
}
