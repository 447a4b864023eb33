package dev.sluice.policy.sources;

import dev.sluice.policy.language.BrokenPolicy;
import dev.sluice.policy.language.ParsedPolicy;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.yaml.PolicyProblem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The policy file that an operator names; whoever starts the service can check it before. */
public final class CentralPolicy {

    private CentralPolicy() {}

    /** Reads it; a file that cannot be read is a broken policy too. */
    public static ParsedPolicy read(Path path) {
        try {
            return Policy.parse(path.toString(), Files.readString(path));
        } catch (NoSuchFileException e) {
            return unreadable(path, "there is no such file");
        } catch (CharacterCodingException e) {
            return unreadable(path, "it is not UTF-8");
        } catch (IOException e) {
            return unreadable(path, "it cannot be read");
        }
    }

    private static BrokenPolicy unreadable(Path path, String reason) {
        return new BrokenPolicy(
                path.toString(), "none", List.of(new PolicyProblem(path.toString(), 1, 1, reason)));
    }
}
