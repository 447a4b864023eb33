package dev.sluice.standalone.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.language.Policy;
import dev.sluice.standalone.cli.CommandErrors;
import dev.sluice.standalone.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {

    private record Outcome(int exitCode, String out) {}

    private static final String GOOD =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata: {name: test}
            rules:
              - {name: a, deny: {findings: finding.fixable}}
            """;

    @TempDir private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Outcome run(Object... arguments) {
        var out = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exitCode =
                new CommandLine(new PolicyCommand())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .setExecutionExceptionHandler(new CommandErrors(false))
                        .execute(texts);
        return new Outcome(exitCode, out.toString());
    }

    @Test
    void checksAGoodPolicy() throws IOException {
        Path good = file("good.yaml", GOOD);
        assertThat(run("check", good))
                .isEqualTo(new Outcome(ExitCodes.PASS, good + ": ok, 1 rule\n"));
    }

    @Test
    void namesThePlaceOfEveryProblemInEveryFile() throws IOException {
        Path broken = file("broken.yaml", GOOD.replace("fixable", "fixabel") + "include: x.yaml\n");
        Path missing = folder.resolve("missing.yaml");
        assertThat(run("check", broken, missing))
                .isEqualTo(
                        new Outcome(
                                ExitCodes.USAGE,
                                """
                                %1$s:5:39: undefined field 'fixabel'
                                %1$s:6:1: a policy has no include, only apiVersion, kind, metadata, appliesTo, rules
                                %2$s:1:1: there is no such file
                                """
                                        .formatted(broken, missing)));
    }

    @Test
    void warnsAboutDeadRulesAndRefusesThemWhenStrict() throws IOException {
        Path dead = file("dead.yaml", GOOD.replace("finding.fixable", "'false'"));
        String line =
                dead + ":5:5: warning: rule a can never match: its conditions exclude each other\n";
        assertThat(run("check", dead)).isEqualTo(new Outcome(ExitCodes.PASS, line));
        assertThat(run("check", "--strict", dead)).isEqualTo(new Outcome(ExitCodes.USAGE, line));
    }

    @Test
    void explainsAPolicyAndTheBuiltInOne() throws IOException {
        assertThat(run("explain", file("good.yaml", GOOD)).out())
                .contains("Denies the change for every finding that can be fixed.");
        assertThat(run("explain").out()).startsWith("Policy default has 5 rules.");
    }

    @Test
    void printsTheSchema() {
        assertThat(run("schema")).isEqualTo(new Outcome(ExitCodes.PASS, Policy.schema()));
    }

    private static final String CASES =
            """
            apiVersion: sluice.dev/v1
            kind: PolicyTest
            policy: good.yaml
            cases:
              - name: what can be fixed stops the change
                findings: [{scanner: sast, fixable: true}]
                expect: {verdict: fail, rules: {a: failed}}
              - name: what cannot does not
                findings: [{scanner: sast}]
                expect: {verdict: %s}
            """;

    @Test
    void runsTheTestsOfPolicies() throws IOException {
        file("good.yaml", GOOD);
        Path cases = file("good.test.yaml", CASES.formatted("pass"));
        assertThat(run("test", folder))
                .isEqualTo(
                        new Outcome(
                                ExitCodes.PASS,
                                """
                                %s
                                  ok    what can be fixed stops the change
                                  ok    what cannot does not
                                2 cases in 1 file, all as expected
                                """
                                        .formatted(cases)));
    }

    @Test
    void showsWhatIsNotAsExpectedSideBySideAndAsJunitXml() throws IOException {
        file("good.yaml", GOOD);
        Path cases = file("good.test.yaml", CASES.formatted("indeterminate"));
        Path xml = folder.resolve("junit.xml");

        Outcome outcome = run("test", folder, "--junit", xml);

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.INTERNAL);
        assertThat(outcome.out())
                .contains(
                        """
                          FAIL  what cannot does not  (%s:8)
                                verdict
                                  expected  indeterminate
                                  actual    pass (nothing stands against the change)
                        2 cases in 1 file, 1 not as expected
                        """
                                .formatted(cases));
        assertThat(Files.readString(xml))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites><testsuite name=\"%1$s\""
                                        .formatted(cases)
                                + " tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\"><testcase"
                                + " classname=\"test\" name=\"what can be fixed stops the change\""
                                + " file=\"%1$s\" line=\"5\"></testcase><testcase classname=\"test\""
                                        .formatted(cases)
                                + " name=\"what cannot does not\" file=\"%1$s\" line=\"8\"><failure"
                                        .formatted(cases)
                                + " type=\"verdict\" message=\"verdict\">verdict: expected"
                                + " indeterminate, but was pass (nothing stands against the"
                                + " change)</failure></testcase></testsuite></testsuites>");
    }

    @Test
    void namesRulesThatTookEffectInNoCase() throws IOException {
        file("good.yaml", GOOD + "  - {name: b, require: [secrets]}\n");
        file("good.test.yaml", CASES.formatted("pass"));
        assertThat(run("test", folder).out()).contains("  no case in which b takes effect\n");
    }

    @Test
    void refusesToTestWhatIsBroken() throws IOException {
        assertThat(run("test", folder).out())
                .isEqualTo("sluice: there is no *.test.yaml in " + folder + "\n");
        Path cases = file("good.test.yaml", CASES.formatted("perhaps"));
        assertThat(run("test", folder))
                .isEqualTo(
                        new Outcome(
                                ExitCodes.USAGE,
                                "sluice: "
                                        + cases
                                        + ":10:23: verdict is one of pass, fail, indeterminate,"
                                        + " not perhaps\n"));
        file("good.test.yaml", CASES.formatted("pass"));
        assertThat(run("test", folder).out())
                .isEqualTo(
                        "sluice: " + folder.resolve("good.yaml") + ":1:1: there is no such file\n");
    }
}
