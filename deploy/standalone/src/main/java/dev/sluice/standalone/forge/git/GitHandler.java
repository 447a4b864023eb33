package dev.sluice.standalone.forge.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.standalone.forge.api.Credentials;
import dev.sluice.standalone.forge.faults.ForgeFaults;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.repository.Repositories;
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
public final class GitHandler implements HttpHandler {

    private static final Pattern PATH =
            Pattern.compile("/([^/]+/[^/]+?)(?:\\.git)?/(info/refs|git-upload-pack)");
    private static final String SERVICE = "git-upload-pack";

    private final Repositories repositories;
    private final FetchAccess access;
    private final ForgeFaults faults;

    public GitHandler(Repositories repositories, FetchAccess access, ForgeFaults faults) {
        this.repositories = repositories;
        this.access = access;
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
        LoopbackRepository repository =
                repositories
                        .named(path.group(1))
                        .or(() -> repositories.formerlyNamed(path.group(1)))
                        .orElse(null);
        if (repository == null || !access.allows(Credentials.given(exchange), repository)) {
            // Whether it exists is nobody's business who may not read it.
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"GitHub\"");
            boolean known = Credentials.given(exchange).isPresent();
            refuse(exchange, repository == null && known ? 404 : 401);
            return;
        }
        if (faults.refusesFetches()) {
            refuse(exchange, 404);
            return;
        }
        if (!repository.fullName().equalsIgnoreCase(path.group(1))) {
            redirect(exchange, repository, path.group(2));
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

    /** A repository that was renamed or transferred is still found by its old name. */
    private static void redirect(
            HttpExchange exchange, LoopbackRepository repository, String service)
            throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        repository.forge()
                                + "/"
                                + repository.fullName()
                                + ".git/"
                                + service
                                + (query == null ? "" : "?" + query));
        refuse(exchange, 301);
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
