package dev.sluice.standalone.forge.app;

import dev.sluice.standalone.forge.api.Authenticator;
import dev.sluice.standalone.forge.api.Caller;
import dev.sluice.standalone.forge.api.Refused;
import java.time.Clock;
import java.util.Optional;

/** Knows Apps by their JWTs and installations by their tokens. */
public record AppAuthenticator(Apps apps, InstallationTokens tokens, Clock clock)
        implements Authenticator {

    @Override
    public Optional<Caller> callerOf(String token) throws Refused {
        if (JsonWebToken.looksLike(token)) {
            var jwt = JsonWebToken.parse(token);
            LoopbackApp app =
                    apps.issuer(jwt.issuer())
                            .orElseThrow(() -> Refused.with(404, "Integration not found"));
            jwt.require(app.publicKey(), clock.instant());
            return Optional.of(new Caller.AppItself(app.id()));
        }
        return tokens.find(token).map(Caller.Installed::new);
    }
}
