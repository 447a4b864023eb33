package dev.sluice.standalone.forge.scanning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.Fields;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.faults.ForgeFaults;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.io.IOException;
import java.util.List;

/** Uploading SARIF and asking what became of it. */
public record ScanningRoutes(CodeScanning scanning, ForgeFaults faults) {

    private static final String SHA = "[0-9a-fA-F]{40}([0-9a-fA-F]{24})?";
    private static final String REF = "refs/(heads/.+|tags/.+|pull/[0-9]+/(merge|head))";

    public List<Route> routes() {
        return List.of(
                Route.on(
                        "POST",
                        "/repos/{owner}/{repo}/code-scanning/sarifs",
                        Needs.write("security_events"),
                        this::upload),
                Route.on(
                        "GET",
                        "/repos/{owner}/{repo}/code-scanning/sarifs/{id}",
                        Needs.read("security_events"),
                        this::status));
    }

    private Answer upload(Request request) throws Refused, IOException {
        requireEnabled(request);
        var body = new Fields(request.body());
        String sha = body.required("commit_sha", 64);
        String ref = body.required("ref", 1024);
        String sarif = body.required("sarif", Integer.MAX_VALUE);
        if (!sha.matches(SHA)) {
            throw Refused.request("%s does not match %s.".formatted(sha, SHA));
        }
        if (!ref.matches(REF)) {
            throw Refused.request("%s does not match %s.".formatted(ref, REF));
        }
        if (faults.hides(sha) || !request.repository().has(sha)) {
            throw Refused.with(400, "commit not found");
        }
        Upload upload = scanning.take(request.repository(), sha, ref, SarifFile.open(sarif));
        return Answer.accepted(
                PayloadParts.object()
                        .put("id", upload.id())
                        .put("url", api(request) + "/code-scanning/sarifs/" + upload.id()));
    }

    private Answer status(Request request) throws Refused {
        requireEnabled(request);
        Upload upload =
                scanning.find(request.repository(), request.parameter("id"))
                        .orElseThrow(Refused::notFound);
        ObjectNode json = PayloadParts.object();
        if (!scanning.wasAskedFor(upload)) {
            return Answer.ok(json.put("processing_status", "pending"));
        }
        if (!upload.problems().isEmpty()) {
            json.put("processing_status", "failed");
            json.set("errors", PayloadParts.tree(upload.problems()));
            return Answer.ok(json);
        }
        return Answer.ok(
                json.put("processing_status", "complete")
                        .put(
                                "analyses_url",
                                api(request) + "/code-scanning/analyses?sarif_id=" + upload.id()));
    }

    private static String api(Request request) {
        return PayloadParts.apiUrl(request.repository().labels());
    }

    private static void requireEnabled(Request request) throws Refused {
        if (!request.repository().codeScanning()) {
            throw Refused.with(
                    403,
                    "Advanced Security must be enabled for this repository to use code scanning.");
        }
    }
}
