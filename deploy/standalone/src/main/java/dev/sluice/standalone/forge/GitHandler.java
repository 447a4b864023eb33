package dev.sluice.standalone.forge;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git's smart HTTP protocol, fetching only; protocol versions 0 and 2. */
final class GitHandler implements HttpHandler {

    private static final Pattern PATH =
            Pattern.compile("/([^/]+/[^/]+?)(?:\\.git)?/(info/refs|git-upload-pack)");
    private static final String SERVICE = "git-upload-pack";

    private final Map<String, LoopbackRepository> repositories;
    private final ForgeTokens tokens;
    private final ForgeFaults faults;

    GitHandler(
            Map<String, LoopbackRepository> repositories, ForgeTokens tokens, ForgeFaults faults) {
        this.repositories = repositories;
        this.tokens = tokens;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            faults.awaitFetches();
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            refuse(exchange, 404);
            return;
        }
        if (!Credentials.allow(exchange, tokens.fetch())) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"GitHub\"");
            refuse(exchange, 401);
            return;
        }
        LoopbackRepository repository = repositories.get(path.group(1));
        if (repository == null || faults.refusesFetches()) {
            refuse(exchange, 404);
            return;
        }
        String request = exchange.getRequestMethod() + " " + path.group(2);
        String query = exchange.getRequestURI().getQuery();
        if (request.equals("GET info/refs") && ("service=" + SERVICE).equals(query)) {
            advertise(exchange, repository);
        } else if (request.equals("POST " + SERVICE)) {
            upload(exchange, repository);
        } else {
            refuse(exchange, 403);
        }
    }

    private void advertise(HttpExchange exchange, LoopbackRepository repository)
            throws IOException {
        accept(exchange, "advertisement");
        var out = new PacketLineOut(exchange.getResponseBody());
        out.writeString("# service=" + SERVICE + "\n");
        out.end();
        uploadPack(exchange, repository)
                .sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(out));
    }

    private void upload(HttpExchange exchange, LoopbackRepository repository) throws IOException {
        InputStream body = exchange.getRequestBody();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(body);
        }
        accept(exchange, "result");
        uploadPack(exchange, repository)
                .upload(new BufferedInputStream(body), exchange.getResponseBody(), null);
    }

    private static void accept(HttpExchange exchange, String kind) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/x-" + SERVICE + "-" + kind);
        headers.set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
    }

    private UploadPack uploadPack(HttpExchange exchange, LoopbackRepository repository) {
        var pack = new UploadPack(repository.git());
        pack.setBiDirectionalPipe(false);
        pack.setRefFilter(this::visible);
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        if (protocol != null) {
            pack.setExtraParameters(Arrays.asList(protocol.split(":")));
        }
        return pack;
    }

    private Map<String, Ref> visible(Map<String, Ref> refs) {
        return refs.entrySet().stream()
                .filter(ref -> !hidden(ref.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean hidden(Ref ref) {
        var id = ref.getObjectId();
        return id != null && faults.hides(id.name());
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }
}
