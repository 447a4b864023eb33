package dev.sluice.standalone.forge.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A SARIF file that was taken; whether it is any good is told later.
 *
 * @param problems why it was not processed; empty when it was
 */
public record Upload(
        String id,
        long repositoryId,
        String commitSha,
        String ref,
        JsonNode sarif,
        List<String> problems) {

    public Upload {
        problems = List.copyOf(problems);
    }
}
