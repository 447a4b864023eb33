package dev.sluice.notifier.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.events.Finding;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.report.Shapes;
import dev.sluice.notifier.sarif.ScannerRun.Remark;
import dev.sluice.notifier.sarif.ScannerRun.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Logs for tests, and what a schema thinks of them. */
final class Logs {

    private Logs() {}

    static ScannerRun run(String scanner, Finding... findings) {
        return new ScannerRun(
                scanner,
                "1",
                ScannerRun.id(scanner, "0123abcd"),
                true,
                List.of(findings),
                List.of(new Remark(Weight.WARNING, "Not checked: the advisories are 9 days old")));
    }

    /** One run of every shape of result that there is. */
    static List<ScannerRun> everything() {
        return Shapes.all().entrySet().stream()
                .filter(shape -> !shape.getValue().findings().isEmpty())
                .map(Logs::run)
                .toList();
    }

    private static ScannerRun run(Map.Entry<String, ReportInput> shape) {
        return run(shape.getKey(), shape.getValue().findings().toArray(Finding[]::new));
    }

    static JsonNode json(String sarif) throws IOException {
        return Json.mapper().readTree(sarif);
    }

    /** The schema comes with the library that models the format. */
    static List<Error> problems(String sarif) throws IOException {
        try (InputStream schema =
                Logs.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(schema).isNotNull();
            String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON)
                    .validate(sarif, InputFormat.JSON);
        }
    }
}
