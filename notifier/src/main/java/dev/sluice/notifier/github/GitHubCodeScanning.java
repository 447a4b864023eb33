package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.Repository;
import dev.sluice.notifier.codescanning.CodeScanningForge;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.sarif.CodeScanningUpload;
import dev.sluice.notifier.text.PlainText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Uploads to code scanning as a GitHub App. */
@Singleton
class GitHubCodeScanning implements CodeScanningForge {

    /** Nobody is told for each push that a repository does not have it. */
    private static final Duration OFF = Duration.ofDays(1);

    private static final TypeReference<Sarif> SARIF = new TypeReference<>() {};
    private static final TypeReference<List<Analysis>> ANALYSES = new TypeReference<>() {};

    private record Sarif(
            @Nullable String id,
            @JsonProperty("processing_status") @Nullable String status,
            @Nullable List<String> errors) {}

    private record Analysis(
            @JsonProperty("sarif_id") @Nullable String sarif,
            @JsonProperty("commit_sha") @Nullable String commit,
            @Nullable String category,
            @JsonProperty("results_count") int results) {

        boolean isOurs(String headSha) {
            return headSha.equals(commit)
                    && sarif != null
                    && category != null
                    && category.startsWith("sluice/");
        }

        String name() {
            return sarif == null ? "" : sarif;
        }
    }

    private final String instance;
    private final GitHubApi api;
    private final Clock clock;
    private final Map<String, Instant> off = new ConcurrentHashMap<>();

    @Inject
    GitHubCodeScanning(GitHubConfig config, GitHubApi api) {
        this(config.instance(), api, Clock.systemUTC());
    }

    GitHubCodeScanning(String instance, GitHubApi api, Clock clock) {
        this.instance = instance;
        this.api = api;
        this.clock = clock;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public boolean isAble(Repository repository) {
        Instant until = off.get(repository.key());
        return api.access().app().isPresent()
                && (until == null || !clock.instant().isBefore(until));
    }

    @Override
    public String installation(Place place) {
        return api.access().budget(place.repository());
    }

    @Override
    public Reply<String> upload(Place place, Upload upload) {
        var body =
                Map.of(
                        "commit_sha",
                        upload.headSha(),
                        "ref",
                        upload.ref(),
                        "sarif",
                        Base64.getEncoder()
                                .encodeToString(CodeScanningUpload.compressed(upload.sarif())),
                        "tool_name",
                        "Sluice");
        return api.ask(
                        place.repository(),
                        Ask.post("/code-scanning/sarifs", body, Permission.SECURITY_EVENTS),
                        GitHubCodeScanning::uploaded)
                .then(name ->
                        name.<Reply<String>>map(Reply.Done::new)
                                .orElseGet(() -> notEnabled(place.repository())));
    }

    /** No name when the repository does not have code scanning. */
    private static Optional<Optional<String>> uploaded(Answer answer) {
        if (answer.status() == HttpURLConnection.HTTP_ACCEPTED) {
            Optional<String> name = answer.as(SARIF).map(Sarif::id);
            return name.isPresent() ? Optional.of(name) : Optional.empty();
        }
        boolean isOff =
                answer.status() == HttpURLConnection.HTTP_FORBIDDEN
                        && Answers.message(answer).toLowerCase(Locale.ROOT).contains("enabled");
        return isOff ? Optional.of(Optional.empty()) : Optional.empty();
    }

    private Reply<String> notEnabled(Repository repository) {
        off.put(repository.key(), clock.instant().plus(OFF));
        return new Reply.Refused<>(
                "code scanning is not enabled for "
                        + repository.fullName()
                        + ": enable it there, or set sluice.notifier.code-scanning.enabled=false");
    }

    @Override
    public Reply<Boolean> isProcessed(Place place, String name) {
        return api.ask(
                        place.repository(),
                        Ask.get(
                                "/code-scanning/sarifs/" + encoded(name),
                                Permission.SECURITY_EVENTS),
                        answer ->
                                answer.status() == HttpURLConnection.HTTP_OK
                                        ? answer.as(SARIF).filter(it -> it.status() != null)
                                        : Optional.empty())
                .then(GitHubCodeScanning::outcome);
    }

    private static Reply<Boolean> outcome(Sarif sarif) {
        return switch (String.valueOf(sarif.status())) {
            case "complete" -> new Reply.Done<>(true);
            case "failed" -> {
                String errors = sarif.errors() == null ? "" : String.join("; ", sarif.errors());
                yield new Reply.Refused<>(
                        "code scanning could not take what was uploaded: "
                                + PlainText.shorten(PlainText.line(errors), 160));
            }
            default -> new Reply.Unreached<>("code scanning is still at what was uploaded");
        };
    }

    @Override
    public Reply<Optional<String>> find(Place place, String ref, String headSha, int results) {
        return api.ask(
                        place.repository(),
                        Ask.get(
                                "/code-scanning/analyses?per_page=100&ref=" + encoded(ref),
                                Permission.SECURITY_EVENTS),
                        answer ->
                                answer.status() == HttpURLConnection.HTTP_OK
                                        ? answer.as(ANALYSES)
                                        : answer.status() == HttpURLConnection.HTTP_NOT_FOUND
                                                ? Optional.of(List.of())
                                                : Optional.empty())
                .then(analyses -> new Reply.Done<>(named(analyses, headSha, results)));
    }

    /** An upload is one analysis per scanner. */
    private static Optional<String> named(List<Analysis> analyses, String headSha, int results) {
        return analyses.stream()
                .filter(analysis -> analysis.isOurs(headSha))
                .collect(
                        Collectors.groupingBy(
                                Analysis::name, Collectors.summingInt(Analysis::results)))
                .entrySet()
                .stream()
                .filter(upload -> upload.getValue() == results)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
