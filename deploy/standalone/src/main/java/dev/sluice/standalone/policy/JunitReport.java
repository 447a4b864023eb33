package dev.sluice.standalone.policy;

import dev.sluice.policy.cases.Difference;
import dev.sluice.policy.cases.Outcome;
import dev.sluice.standalone.cli.Terminal;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results for a CI server: JUnit XML, one suite per file and one test per case. */
final class JunitReport {

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(List<TestedFile> files) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JunitReport(xml).write(files);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can always be written", e);
        }
        return text.toString();
    }

    private void write(List<TestedFile> files) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        for (TestedFile file : files) {
            long failures = file.outcomes().stream().filter(o -> !o.isAsExpected()).count();
            xml.writeStartElement("testsuite");
            attribute("name", file.file().toString());
            attribute("tests", Integer.toString(file.outcomes().size()));
            attribute("failures", Long.toString(failures));
            attribute("errors", "0");
            attribute("skipped", "0");
            for (Outcome outcome : file.outcomes()) {
                write(file, outcome);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(TestedFile file, Outcome outcome) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", file.policy().name());
        attribute("name", outcome.tested().name());
        attribute("file", file.file().toString());
        attribute("line", Integer.toString(outcome.tested().place().line()));
        if (!outcome.isAsExpected()) {
            xml.writeStartElement("failure");
            attribute("type", "verdict");
            attribute(
                    "message",
                    outcome.differences().stream()
                            .map(Difference::what)
                            .collect(Collectors.joining(", ")));
            xml.writeCharacters(
                    Terminal.clean(
                            outcome.differences().stream()
                                    .map(d ->
                                            "%s: expected %s, but was %s"
                                                    .formatted(d.what(), d.expected(), d.actual()))
                                    .collect(Collectors.joining("; "))));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML has no place for most control characters. */
    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Terminal.clean(value));
    }
}
