package dev.sluice.standalone.forge.deployments;

import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Fields;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.deployments.ProtectionRules.Word;
import java.util.List;
import java.util.Set;

/** The callback of a custom deployment protection rule. */
public record ProtectionRoutes(ProtectionRules rules) {

    private static final int LONGEST_COMMENT = 1024;
    private static final int MOST_REPORTS = 10;

    public List<Route> routes() {
        return List.of(
                Route.on(
                        "POST",
                        "/repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule",
                        Needs.writeAsApp("deployments"),
                        this::say));
    }

    private Answer say(Request request) throws Refused {
        var body = new Fields(request.body());
        String environment = body.required("environment_name", 255);
        String state = body.oneOf("state", Set.of("approved", "rejected"));
        String comment =
                state == null
                        ? body.required("comment", LONGEST_COMMENT)
                        : body.text("comment", LONGEST_COMMENT);
        List<Word> words =
                rules.find(request.repository(), request.number("run_id"), environment)
                        .orElseThrow(Refused::notFound);
        synchronized (words) {
            if (words.stream().anyMatch(word -> word.state() != null)) {
                throw Refused.with(422, "The deployment is not waiting for this rule any more.");
            }
            if (state == null && words.size() >= MOST_REPORTS) {
                throw Refused.with(
                        422, "No more than 10 status reports are allowed for a deployment.");
            }
            words.add(new Word(state, comment == null ? "" : comment));
        }
        return Answer.noContent();
    }
}
