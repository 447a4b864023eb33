package dev.sluice.standalone.completion;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice completion bash|zsh}. */
@Command(
        name = "completion",
        description = "Prints a completion script for a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(sluice completion bash)",
            "  sluice completion zsh > ~/.sluice-completion; source ~/.sluice-completion"
        })
public final class CompletionCommand implements Runnable {

    /** The shells that there is a script for. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        // One script serves both: in zsh it turns on bash's way of completing first.
        switch (shell) {
            case BASH, ZSH ->
                    spec.commandLine()
                            .getOut()
                            .print(AutoComplete.bash("sluice", spec.root().commandLine()));
        }
        spec.commandLine().getOut().flush();
    }
}
