package dev.sluice.standalone.policy;

import dev.sluice.policy.cases.Difference;
import dev.sluice.policy.cases.Outcome;
import dev.sluice.standalone.cli.Terminal;
import java.util.List;

/** Results for a person: what is as expected in one line, everything else side by side. */
final class TestReport {

    private final Terminal terminal;

    TestReport(Terminal terminal) {
        this.terminal = terminal;
    }

    void write(List<TestedFile> files) {
        files.forEach(this::file);
        long cases = files.stream().mapToLong(file -> file.outcomes().size()).sum();
        long failed =
                files.stream()
                        .flatMap(file -> file.outcomes().stream())
                        .filter(outcome -> !outcome.isAsExpected())
                        .count();
        String total = count(cases, "case") + " in " + count(files.size(), "file");
        terminal.line(
                failed == 0
                        ? terminal.green(total + ", all as expected")
                        : terminal.red(total + ", " + failed + " not as expected"));
    }

    private void file(TestedFile file) {
        terminal.line(terminal.bold(Terminal.clean(file.file().toString())));
        file.outcomes().forEach(outcome -> outcome(file, outcome));
        if (!file.untested().isEmpty()) {
            terminal.line(
                    terminal.dim(
                            "  no case in which "
                                    + String.join(", ", file.untested())
                                    + " takes effect"));
        }
    }

    private void outcome(TestedFile file, Outcome outcome) {
        String name = Terminal.clean(outcome.tested().name());
        if (outcome.isAsExpected()) {
            terminal.line("  " + terminal.green("ok") + "    " + name);
            return;
        }
        terminal.line(
                "  %s  %s  (%s:%d)"
                        .formatted(
                                terminal.red("FAIL"),
                                name,
                                Terminal.clean(file.file().toString()),
                                outcome.tested().place().line()));
        for (Difference difference : outcome.differences()) {
            terminal.line("        " + Terminal.clean(difference.what()));
            terminal.line(
                    terminal.green("          expected  " + Terminal.clean(difference.expected())));
            terminal.line(
                    terminal.red("          actual    " + Terminal.clean(difference.actual())));
        }
    }

    private static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
