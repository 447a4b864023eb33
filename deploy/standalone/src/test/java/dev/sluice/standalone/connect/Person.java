package dev.sluice.standalone.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does with the page what a person with a browser does. */
public final class Person implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("<form action=\"([^\"]+)\"");
    private static final Pattern MANIFEST = Pattern.compile("name=\"manifest\" value=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newHttpClient();

    /** Opens the page, clicks, and is sent to where this answers. */
    public URI handOver(URI page) throws IOException, InterruptedException {
        String html = get(page).body();
        String form =
                "manifest=" + URLEncoder.encode(found(MANIFEST, html), StandardCharsets.UTF_8);
        HttpResponse<String> made =
                browser.send(
                        HttpRequest.newBuilder(URI.create(found(ACTION, html)))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(made.statusCode()).isEqualTo(302);
        return URI.create(made.headers().firstValue("Location").orElseThrow());
    }

    public HttpResponse<String> get(URI page) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    private static String found(Pattern pattern, String html) {
        Matcher matcher = pattern.matcher(html);
        assertThat(matcher.find()).as(html).isTrue();
        return matcher.group(1)
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    @Override
    public void close() {
        browser.close();
    }
}
