package dev.sluice.standalone.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page on this machine that hands the manifest to GitHub, and to which GitHub sends the browser
 * back with a code. Only who knows the address of the start sees it, and only the state that was
 * sent along is believed.
 */
final class ManifestPage implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final int RANDOM_BYTES = 16;

    private final HttpServer server;
    private final String start = "/start/" + random();
    private final String state = random();
    private final CompletableFuture<String> code = new CompletableFuture<>();

    /**
     * Begins to listen.
     *
     * @param port 0 for any that is free
     * @param newApp where the manifest goes, by the state
     * @param manifest what goes there, by the address that GitHub sends the browser back to
     */
    ManifestPage(int port, Function<String, URI> newApp, Function<URI, String> manifest) {
        try {
            server = HttpServer.create(new InetSocketAddress(loopback(), port), 0);
        } catch (IOException e) {
            throw Refusal.usage(
                    "cannot listen on 127.0.0.1:%d (%s); choose another with --port"
                            .formatted(port, e.getMessage()),
                    e);
        }
        String page = Html.form(newApp.apply(state), manifest.apply(at("/callback")));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, page));
        server.start();
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    URI start() {
        return at(start);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /**
     * Waits for the code.
     *
     * @throws Refusal when it does not come in time
     */
    String awaitCode(Duration patience) throws InterruptedException {
        try {
            return code.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Refusal.internal(
                    "GitHub did not send the browser back within %d s; run the command again, or give it more --timeout"
                            .formatted(patience.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the code is never completed by an error", e);
        }
    }

    private void answer(HttpExchange exchange, String page) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
            send(exchange, 421, Html.message("This address is not ours."));
        } else if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, 405, Html.message("Only GET."));
        } else if (path.equals(start)) {
            send(exchange, 200, page);
        } else if (path.equals("/callback")) {
            comeBack(exchange);
        } else {
            send(exchange, 404, Html.message("There is nothing here."));
        }
    }

    /** A name that somebody has pointed at this machine is not ours. */
    private boolean isOurs(@Nullable String host) {
        return at("").getAuthority().equals(host);
    }

    private void comeBack(HttpExchange exchange) throws IOException {
        Optional<String> told = parameter(exchange, "code").filter(CODE.asMatchPredicate());
        if (told.isEmpty() || !isState(parameter(exchange, "state").orElse(""))) {
            send(
                    exchange,
                    400,
                    Html.message(
                            "This does not come from the page that was opened here. Nothing has"
                                    + " happened; start again from the terminal."));
            return;
        }
        send(
                exchange,
                200,
                Html.message("Done. Go back to the terminal; this page can be closed."));
        code.complete(told.get());
    }

    private boolean isState(String told) {
        return MessageDigest.isEqual(
                state.getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> parameter(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getRawQuery();
        return Arrays.stream((query == null ? "" : query).split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    private static void send(HttpExchange exchange, int status, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(1);
    }
}
