package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.webhook.Account;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a browser posts a manifest to. GitHub shows a page with one button; here the button is
 * pressed at once, and the browser goes back with a code.
 */
public final class ManifestPage implements HttpHandler {

    private static final Pattern PATH =
            Pattern.compile("(?:/organizations/([^/]+))?/settings/apps/new");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Apps apps;
    private final Function<String, Account> owners;

    /**
     * A page.
     *
     * @param owners organisations by their names
     */
    public ManifestPage(Apps apps, Function<String, Account> owners) {
        this.apps = apps;
        this.owners = owners;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                say(exchange, 404, "Not Found");
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                say(exchange, 405, "Post a manifest to make an App");
                return;
            }
            String form =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Account owner = path.group(1) == null ? Account.ADA : owners.apply(path.group(1));
            create(exchange, form, owner);
        }
    }

    private void create(HttpExchange exchange, String form, Account owner) throws IOException {
        try {
            String posted =
                    parameter(form, "manifest")
                            .orElseThrow(() -> Refused.with(422, "no manifest was posted"));
            AppManifest manifest = AppManifest.of(JSON.readTree(posted));
            if (apps.isTaken(manifest.name())) {
                throw Refused.with(422, "Name has already been taken");
            }
            if (manifest.redirectUrl() == null) {
                throw Refused.with(422, "redirect_url is missing");
            }
            String code = apps.codeFor(apps.create(manifest, owner));
            String state =
                    parameter(
                                    Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                                            .orElse(""),
                                    "state")
                            .map(value ->
                                    "&state=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                            .orElse("");
            String glue = manifest.redirectUrl().contains("?") ? "&" : "?";
            exchange.getResponseHeaders()
                    .set("Location", manifest.redirectUrl() + glue + "code=" + code + state);
            say(exchange, 302, "");
        } catch (JsonProcessingException _) {
            say(exchange, 422, "the manifest is not JSON");
        } catch (Refused refused) {
            say(exchange, 422, "the manifest is not valid: " + refused.getMessage());
        }
    }

    private static Optional<String> parameter(String form, String name) {
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return Optional.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
