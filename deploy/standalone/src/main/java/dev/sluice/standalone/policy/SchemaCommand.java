package dev.sluice.standalone.policy;

import dev.sluice.policy.language.Policy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice policy schema}. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of policies, for editors.",
        footerHeading = "%nExample:%n",
        footer = {
            "  sluice policy schema > .sluice/policy.schema.json",
            "",
            "and as the first line of the policy, for editors with a YAML language server:",
            "  # yaml-language-server: $schema=policy.schema.json"
        })
final class SchemaCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().getOut().print(Policy.schema());
            spec.commandLine().getOut().flush();
        }
    }
}
