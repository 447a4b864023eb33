package dev.sluice.standalone.forge.app;

import dev.sluice.standalone.forge.webhook.Account;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** All Apps and where they are installed. Safe for many threads. */
public final class Apps {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI forge;
    private final Clock clock;
    private final AtomicLong ids = new AtomicLong(4000);
    private final Map<Long, LoopbackApp> apps = new ConcurrentSkipListMap<>();
    private final Map<Long, Installation> installations = new ConcurrentSkipListMap<>();
    private final Map<String, LoopbackApp> codes = new ConcurrentHashMap<>();

    public Apps(URI forge, Clock clock) {
        this.forge = forge;
        this.clock = clock;
    }

    public LoopbackApp create(AppManifest manifest, Account owner) {
        long id = ids.incrementAndGet();
        String webhookSecret = random();
        var app =
                new LoopbackApp(
                        id,
                        forge,
                        manifest,
                        owner,
                        random(),
                        webhookSecret,
                        clock.instant(),
                        new HookDeliveries(manifest.hookUrl(), webhookSecret, clock));
        apps.put(id, app);
        return app;
    }

    /** Installs it on all repositories of an owner, with every permission that it wants. */
    public Installation install(LoopbackApp app, Account owner) {
        var installation = new Installation(ids.incrementAndGet(), app, owner);
        installations.put(installation.id(), installation);
        return installation;
    }

    String codeFor(LoopbackApp app) {
        String code = random();
        codes.put(code, app);
        return code;
    }

    /** A code works once. */
    Optional<LoopbackApp> takeCode(String code) {
        return Optional.ofNullable(codes.remove(code));
    }

    boolean isTaken(String name) {
        return apps.values().stream()
                .anyMatch(app -> app.json().path("name").asText().equals(name));
    }

    /** By its id or its client id. */
    Optional<LoopbackApp> issuer(String issuer) {
        return apps.values().stream()
                .filter(app ->
                        Long.toString(app.id()).equals(issuer) || app.clientId().equals(issuer))
                .findFirst();
    }

    public Optional<LoopbackApp> withId(long id) {
        return Optional.ofNullable(apps.get(id));
    }

    List<Installation> installationsOf(long appId) {
        return installations.values().stream()
                .filter(installation -> installation.app().id() == appId)
                .filter(installation -> !installation.isDeleted())
                .toList();
    }

    static String random() {
        byte[] bytes = new byte[20];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** In the form of GitHub's: a prefix and 36 letters and digits. */
    static String token() {
        byte[] bytes = new byte[64];
        RANDOM.nextBytes(bytes);
        String text =
                Base64.getEncoder()
                        .encodeToString(bytes)
                        .replaceAll("[^A-Za-z0-9]", "")
                        .substring(0, 36);
        return "ghs_" + text;
    }
}
