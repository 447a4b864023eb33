package dev.sluice.standalone.connect;

import dev.sluice.standalone.cli.Refusal;
import java.net.URI;
import java.util.Set;

/** Where GitHub sends events. */
final class WebhookUrl {

    static final String PATH = "/webhooks/github";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    private WebhookUrl() {}

    /**
     * The address as a person gives it, with or without the path.
     *
     * @throws Refusal when GitHub could not send anything there
     */
    static URI of(String given) {
        URI url = parse(given);
        if (url.getHost() == null
                || url.getUserInfo() != null
                || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw Refusal.usage(
                    "--webhook-url is not an address such as https://sluice.example.org");
        }
        if (HERE.contains(url.getHost())) {
            throw Refusal.usage(
                    "--webhook-url is "
                            + url.getHost()
                            + ", which GitHub cannot reach: name the public address of this Sluice,"
                            + " or leave the option out for now");
        }
        String path = url.getPath();
        return path == null || path.isEmpty() || path.equals("/") ? url.resolve(PATH) : url;
    }

    private static URI parse(String given) {
        try {
            return URI.create(given);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(
                    "--webhook-url is not an address such as https://sluice.example.org", e);
        }
    }
}
