package dev.sluice.standalone.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.standalone.cli.CommandErrors;
import dev.sluice.standalone.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command as people run it, against a GitHub on loopback and with a browser's requests. */
class ConnectGitHubTest {

    private static final Pattern START = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/start/\\w+");

    @TempDir Path directory;

    private final GitHubDouble github = new GitHubDouble();
    private final Person person = new Person();

    /** A command that runs, and what it has said so far. */
    private record Running(
            CompletableFuture<Integer> exitCode, StringWriter out, StringWriter err) {

        URI page() {
            await().atMost(Duration.ofMinutes(2)).until(() -> START.matcher(out.toString()).find());
            Matcher page = START.matcher(out.toString());
            assertThat(page.find()).isTrue();
            return URI.create(page.group());
        }
    }

    @AfterEach
    void close() {
        person.close();
        github.close();
    }

    @Test
    void makesAnAppAndKeepsItForItsOwnerOnly() throws Exception {
        Running command =
                make("--webhook-url", "https://sluice.example.org", "--organisation", "acme");

        assertThat(person.get(person.handOver(command.page())).statusCode()).isEqualTo(200);

        assertThat(command.exitCode().join()).as(command.err().toString()).isZero();
        assertThat(github.asked()).isEqualTo("/organizations/acme/settings/apps/new");
        assertThat(directory.resolve("github-app/private-key.pem")).hasContent(github.pem());
        assertThat(directory.resolve("webhook-secret")).hasContent(GitHubDouble.WEBHOOK_SECRET);
        assertThat(directory.resolve("github-app/app.json"))
                .content()
                .contains("\"id\" : 1234", "\"slug\" : \"sluice-acme\"");
        assertThat(permissions("github-app")).isEqualTo("rwx------");
        for (String file :
                List.of("github-app/private-key.pem", "github-app/app.json", "webhook-secret")) {
            assertThat(permissions(file)).as(file).isEqualTo("rw-------");
        }
    }

    @Test
    void tellsWhatToDoNextAndNoSecret() throws Exception {
        Running command = make("--webhook-url", "https://sluice.example.org/webhooks/github");

        person.get(person.handOver(command.page()));

        command.exitCode().join();
        assertThat(command.out().toString())
                .contains(
                        github.url() + "/apps/sluice-acme/installations/new",
                        "SLUICE_GITHUB_APP_ID=1234",
                        "SLUICE_GITHUB_APP_KEY_FILE="
                                + directory.resolve("github-app/private-key.pem"),
                        "SLUICE_GITHUB_API_URL=" + github.url() + "/api/v3",
                        "--check")
                .doesNotContain("canary", "PRIVATE KEY", "c0de-that-came-back");
        assertThat(everythingKept()).doesNotContain(GitHubDouble.CLIENT_SECRET);
    }

    @Test
    void asksForExactlyWhatTheTableSays() throws Exception {
        Running command =
                make("--webhook-url", "https://sluice.example.org", "--name", "our-sluice");

        person.handOver(command.page());

        assertThat(github.manifest().path("name").asText()).isEqualTo("our-sluice");
        assertThat(github.manifest().path("public").asBoolean(true)).isFalse();
        assertThat(github.manifest().path("url").asText()).isEqualTo("https://sluice.example.org/");
        assertThat(github.manifest().path("hook_attributes").path("url").asText())
                .isEqualTo("https://sluice.example.org/webhooks/github");
        assertThat(github.permissions)
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "actions", "read",
                                        "checks", "write",
                                        "contents", "read",
                                        "deployments", "write",
                                        "issues", "read",
                                        "merge_queues", "read",
                                        "metadata", "read",
                                        "pull_requests", "write",
                                        "security_events", "write",
                                        "statuses", "write")));
        assertThat(github.events)
                .containsExactlyInAnyOrder(
                        "push",
                        "pull_request",
                        "merge_group",
                        "check_run",
                        "check_suite",
                        "issue_comment",
                        "pull_request_review",
                        "pull_request_review_comment",
                        "deployment_protection_rule",
                        "deployment_status",
                        "repository");
        command.exitCode().cancel(true);
    }

    @Test
    void explainsTheWebhookWhereNoAddressIsKnown() throws Exception {
        Running command = make();

        person.get(person.handOver(command.page()));

        assertThat(command.exitCode().join()).isZero();
        assertThat(github.asked()).isEqualTo("/settings/apps/new");
        assertThat(github.manifest().has("hook_attributes")).isFalse();
        assertThat(command.out().toString())
                .contains(
                        "GitHub tells Sluice nothing yet",
                        github.url() + "/settings/apps/sluice-acme",
                        "https://YOUR-ADDRESS/webhooks/github");
        assertThat(Files.readString(directory.resolve("webhook-secret")).strip()).hasSize(64);
    }

    @Test
    void keepsTheSecretsThatWereGoodBefore() throws Exception {
        Files.writeString(directory.resolve("webhook-secret"), "of before\n");
        Running command = make("--webhook-url", "https://sluice.example.org");

        person.get(person.handOver(command.page()));

        command.exitCode().join();
        assertThat(directory.resolve("webhook-secret"))
                .hasContent("of before\n" + GitHubDouble.WEBHOOK_SECRET);
    }

    @Test
    void believesNobodyWhoDoesNotKnowTheState() throws Exception {
        Running command = make();
        URI page = command.page();
        String back = person.handOver(page).toString();

        assertThat(person.get(URI.create(back.replaceFirst("state=.", "state=x"))).statusCode())
                .isEqualTo(400);
        assertThat(person.get(URI.create(back.replaceFirst("&state=.*", ""))).statusCode())
                .isEqualTo(400);
        assertThat(
                        person.get(URI.create(back.replaceFirst("code=[^&]*", "code=a/../b")))
                                .statusCode())
                .isEqualTo(400);
        assertThat(person.get(page.resolve("/start/guess")).statusCode()).isEqualTo(404);
        assertThat(
                        person.get(URI.create(page.toString().replace("127.0.0.1", "localhost")))
                                .statusCode())
                .isEqualTo(421);
        assertThat(command.exitCode()).isNotDone();

        assertThat(person.get(URI.create(back)).statusCode()).isEqualTo(200);
        assertThat(command.exitCode().join()).isZero();
    }

    @Test
    void givesUpWhenNobodyComesBack() {
        Running command = make("--timeout", "1");

        assertThat(command.exitCode().join()).isEqualTo(ExitCodes.INTERNAL);
        assertThat(command.err().toString().strip())
                .startsWith("sluice: GitHub did not send the browser back within 1 s")
                .doesNotContain("\n");
    }

    @Test
    void saysThatGitHubDoesNotHandTheAppOver() throws Exception {
        Running command = make();

        URI back = person.handOver(command.page());
        person.get(URI.create(back.toString().replaceFirst("code=[^&]*", "code=another")));

        assertThat(command.exitCode().join()).isEqualTo(ExitCodes.INTERNAL);
        assertThat(command.err().toString().strip())
                .startsWith("sluice: GitHub does not hand the App over (404)")
                .doesNotContain("\n", "another");
    }

    @Test
    void makesNoSecondAppOverTheFirst() throws Exception {
        connected();

        Running second = make();

        assertThat(second.exitCode().join()).isEqualTo(ExitCodes.USAGE);
        assertThat(second.err().toString())
                .startsWith(
                        "sluice: App sluice-acme is kept in " + directory.resolve("github-app"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --webhook-url localhost:8080          | --webhook-url is not an address
                    --webhook-url http://localhost:8080   | --webhook-url is localhost, which GitHub cannot reach
                    --webhook-url https://a@b.example     | --webhook-url is not an address
                    --organisation a/b                    | --organisation is no name
                    --name 12345678901234567890123456789012345 | --name has 35 characters, from 1 to 34
                    --github-url http://github.example    | --github-url has to start with https://
                    --github-url github.example           | --github-url is github.example, not an address
                    --api-url ftp://github.example        | --api-url has to start with https://
                    --port 65536                          | --port is 65536
                    --timeout 0                           | --timeout is 0
                    --check                               | no App is kept in
                    """)
    void refusesWrongUsageInOneLine(String arguments, String line) {
        Running command =
                run(
                        Stream.concat(Stream.of(arguments.split(" ")), Stream.of("--no-browser"))
                                .toList());

        assertThat(command.exitCode().join()).isEqualTo(ExitCodes.USAGE);
        assertThat(command.err().toString().strip())
                .startsWith("sluice: " + line)
                .doesNotContain("\n");
    }

    @Test
    void findsEverythingInOrder() throws Exception {
        connected();
        github.installed("acme", github.permissions, false);
        github.delivered("one", "push", 202);

        Running check = check();

        assertThat(check.exitCode().join()).as(check.out().toString()).isZero();
        assertThat(check.out().toString())
                .startsWith("all in order: sluice-acme, installed 1 time(s)");
    }

    @Test
    void namesWhatTheAppLacksAndWhereToClick() throws Exception {
        connected();
        github.installed("acme", github.permissions, false);
        github.permissions.put("statuses", "read");
        github.permissions.remove("merge_queues");
        github.events.remove("check_run");

        assertProblems(
                "permission: the App does not have \"Merge queues: read\" (hears of merge groups, which would wait for ever): set it at %s/settings/apps/sluice-acme/permissions",
                "permission: the App does not have \"Commit statuses: write\" (shows the verdict where check runs cannot be used): set it at %s/settings/apps/sluice-acme/permissions",
                "event: the App does not hear of \"Check run\" (Re-run and the buttons of a check run): tick it at %s/settings/apps/sluice-acme/permissions");
    }

    @Test
    void namesWhatInstallationsLack() throws Exception {
        connected();
        var fewer = new TreeMap<>(github.permissions);
        fewer.put("checks", "read");
        github.installed("acme", fewer, false);
        github.installed("globex", github.permissions, true);

        assertProblems(
                "installation: acme has not accepted \"Checks: write\" (shows the verdict with annotations and buttons): accept it at %s/organizations/acme/installations/1",
                "installation: globex has suspended the App: %s/organizations/globex/installations/1");
    }

    @Test
    void saysThatTheAppIsInstalledNowhere() throws Exception {
        connected();

        assertProblems(
                "installation: there is none: install the App at %s/apps/sluice-acme/installations/new");
    }

    @Test
    void looksAtTheWebhookAndWhatItDelivered() throws Exception {
        connected();
        github.installed("acme", github.permissions, false);
        github.hook.put("content_type", "xml");
        github.hook.put("insecure_ssl", "1");
        github.delivered("lost", "push", 401);
        github.delivered("late", "push", 502);
        github.delivered("late", "push", 202);

        assertProblems(
                "webhook: the content type is \"xml\": choose application/json at %s/settings/apps/sluice-acme",
                "webhook: certificates are not verified: enable SSL verification at %s/settings/apps/sluice-acme",
                "deliveries: 1 of the last 2 did not arrive, the newest of them (push, 2026-11-21T11:00:00Z) with 401: redeliver them at %s/settings/apps/sluice-acme/advanced");
    }

    @Test
    void isContentWithAWebhookThatSendsForms() throws Exception {
        connected();
        github.installed("acme", github.permissions, false);
        github.hook.put("content_type", "form");

        assertThat(check().exitCode().join()).isEqualTo(ExitCodes.PASS);
    }

    @Test
    void saysThatTheWebhookLeadsElsewhereOrNowhere() throws Exception {
        connected();
        github.installed("acme", github.permissions, false);
        String elsewhere = "http://127.0.0.1:1/webhooks/github";
        github.hook.put("url", elsewhere);

        assertProblems(
                "webhook: GitHub sends to "
                        + elsewhere
                        + ", not to %s/webhooks/github: change it at %s/settings/apps/sluice-acme",
                "webhook: nothing answers at "
                        + elsewhere
                        + " from here (ConnectException): start Sluice, or what leads there");
    }

    @Test
    void saysThatTheKeyIsNoLongerTheApps() throws Exception {
        connected();
        github.forgetKey();

        assertProblems(
                "key: GitHub does not accept "
                        + directory.resolve("github-app/private-key.pem")
                        + " as the key of App 1234: generate a new one at %s/settings/apps/sluice-acme and put it there");
    }

    @Test
    void takesNoAnswerForNoYes() throws Exception {
        connected();
        github.breakLists(502);

        assertProblems(
                "GitHub: /api/v3/app/installations cannot be looked at (502): try again later",
                "GitHub: /api/v3/app/hook/config cannot be looked at (502): try again later",
                "GitHub: /api/v3/app/hook/deliveries cannot be looked at (502): try again later");
    }

    @Test
    void refusesAKeyFileThatOthersCanRead() throws Exception {
        connected();
        Path key = directory.resolve("github-app/private-key.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        Running check = check();

        assertThat(check.exitCode().join()).isEqualTo(ExitCodes.USAGE);
        assertThat(check.err().toString()).contains("run: chmod 600 " + key);
    }

    private void assertProblems(String... lines) {
        Running check = check();

        assertThat(check.exitCode().join()).isEqualTo(ExitCodes.INTERNAL);
        assertThat(check.out().toString().lines())
                .containsExactly(
                        Stream.of(lines)
                                .map(line -> line.replace("%s", github.url().toString()))
                                .toArray(String[]::new));
    }

    /** With a webhook that leads to the double, so that something answers there. */
    private void connected() throws Exception {
        String asked = "https://sluice.example.org/webhooks/github";
        Running command = make("--webhook-url", asked);
        person.get(person.handOver(command.page()));
        assertThat(command.exitCode().join()).as(command.err().toString()).isZero();
        String here = github.url() + "/webhooks/github";
        github.hook.put("url", here);
        Path kept = directory.resolve("github-app/app.json");
        Files.writeString(kept, Files.readString(kept).replace(asked, here));
    }

    private Running check() {
        return run(List.of("--check", "--data", directory.toString()));
    }

    private Running make(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--no-browser",
                                "--data",
                                directory.toString(),
                                "--github-url",
                                github.url().toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private Running run(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var errors = new CommandErrors(false);
        CommandLine command =
                new CommandLine(new ConnectGitHubCommand())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .setParameterExceptionHandler(errors)
                        .setExecutionExceptionHandler(errors);
        return new Running(
                CompletableFuture.supplyAsync(
                        () -> command.execute(arguments.toArray(String[]::new)),
                        task -> Thread.ofVirtual().start(task)),
                out,
                err);
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(file)));
    }

    private String everythingKept() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .reduce("", String::concat);
        }
    }
}
