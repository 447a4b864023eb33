package dev.sluice.standalone.scan;

import java.io.IOException;

/** How a report is written; the names are what users type. */
enum Format {
    text {
        @Override
        void write(ScanReport report, Appendable out) throws IOException {
            new TextReport(report).write(out);
        }
    },
    json {
        @Override
        void write(ScanReport report, Appendable out) throws IOException {
            JsonReport.write(report, out);
        }
    },
    sarif {
        @Override
        void write(ScanReport report, Appendable out) throws IOException {
            SarifReport.write(report, out);
        }
    };

    abstract void write(ScanReport report, Appendable out) throws IOException;
}
