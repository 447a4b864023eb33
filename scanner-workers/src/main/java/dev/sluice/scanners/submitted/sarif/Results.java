package dev.sluice.scanners.submitted.sarif;

import com.fasterxml.jackson.core.JsonParser;
import dev.sluice.scanners.submitted.Document;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import dev.sluice.scanners.submitted.Walk;
import dev.sluice.scanners.submitted.sarif.SarifJson.SaidResult;
import java.io.IOException;

/** The second way through a document: its results, one at a time. */
final class Results {

    private final JsonParser parser;
    private final Taking taking;

    private Results(JsonParser parser, Taking taking) {
        this.parser = parser;
        this.taking = taking;
    }

    /** Is given each result with the index of its run. */
    interface Taking {
        void take(int run, SaidResult result);
    }

    static void read(Document document, Taking taking) throws UnreadableDocumentException {
        document.read(parser -> new Results(parser, taking).log());
    }

    private void log() throws IOException, UnreadableDocumentException {
        Walk.object(
                parser,
                "the document",
                name -> {
                    if (name.equals("runs")) {
                        Walk.array(parser, name, SarifFormat.MAX_RUNS, this::run);
                    }
                });
    }

    private void run(int run) throws IOException, UnreadableDocumentException {
        Walk.object(
                parser,
                "a run",
                name -> {
                    if (name.equals("results")) {
                        Walk.array(
                                parser,
                                name,
                                SarifFormat.MAX_RESULTS,
                                index -> taking.take(run, result(run, index)));
                    }
                });
    }

    private SaidResult result(int run, int index) throws UnreadableDocumentException {
        return Walk.bind(
                parser,
                SarifJson.mapper(),
                SaidResult.class,
                "result %d of run %d".formatted(index + 1, run + 1));
    }
}
