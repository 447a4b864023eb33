package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Delivery;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what our own App did from what others did: whoever answers their own answers never ends.
 * Only what changes no code is dropped: a push is looked at whoever pushed it.
 *
 * @param id its number, where it is known
 * @param slug its name in addresses, where it is known; what it does is sent by {@code slug[bot]}
 */
record OwnApp(OptionalLong id, Optional<String> slug) {

    /** The places of payloads that may name an App; whatever else is there does no harm. */
    private record Origin(
            @Nullable JsonNode action,
            @Nullable JsonNode sender,
            @Nullable JsonNode comment,
            @Nullable JsonNode review,
            @JsonProperty("deployment_status") @Nullable JsonNode deploymentStatus,
            @JsonProperty("check_run") @Nullable JsonNode checkRun,
            @JsonProperty("check_suite") @Nullable JsonNode checkSuite) {

        private boolean isByAPerson() {
            return text(sender, "type").equals("User");
        }
    }

    /** Whether our App caused it, as far as can be told. */
    boolean caused(Delivery delivery) {
        if (id.isEmpty() && slug.isEmpty()) {
            return false;
        }
        var origin = Payload.read(delivery, Origin.class);
        return sent(origin)
                || (isBookkeeping(origin) && madeCheck(origin))
                || (!origin.isByAPerson() && wasUsed(origin));
    }

    /** Whether an App of this number is ours; where nothing is configured, any may be. */
    boolean mayBe(@Nullable Long appId) {
        return id.isEmpty() || (appId != null && appId == id.getAsLong());
    }

    private boolean sent(Origin origin) {
        return slug.isPresent()
                && text(origin.sender(), "login").equalsIgnoreCase(slug.get() + "[bot]");
    }

    /** What people do with a check are other actions. */
    private static boolean isBookkeeping(Origin origin) {
        String action = origin.action() == null ? "" : origin.action().asText();
        return action.equals("created") || action.equals("completed");
    }

    private boolean madeCheck(Origin origin) {
        return Stream.of(origin.checkRun(), origin.checkSuite())
                .anyMatch(check -> isOurs(check, "app"));
    }

    private boolean wasUsed(Origin origin) {
        return Stream.of(origin.comment(), origin.review(), origin.deploymentStatus())
                .anyMatch(made -> isOurs(made, "performed_via_github_app"));
    }

    private boolean isOurs(@Nullable JsonNode made, String field) {
        return id.isPresent()
                && made != null
                && made.path(field).path("id").canConvertToLong()
                && made.path(field).path("id").asLong() == id.getAsLong();
    }

    private static String text(@Nullable JsonNode node, String field) {
        return node == null ? "" : node.path(field).asText();
    }
}
