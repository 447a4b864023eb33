package dev.sluice.scanners.dependencies;

import dev.sluice.events.GapKind;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through a document before a parser that builds something from it does. A document type is
 * refused, and with it every entity, internal or external.
 */
final class XmlScreen {

    static final int MAX_DEPTH = 60;
    static final int MAX_ELEMENTS = 200_000;

    private XmlScreen() {}

    static void screen(byte[] document) throws UnreadableManifestException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new UnreadableManifestException(GapKind.ENCODING, "it is not well-formed XML");
        }
    }

    private static void read(XMLStreamReader reader)
            throws XMLStreamException, UnreadableManifestException {
        int depth = 0;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new UnreadableManifestException(
                                GapKind.ENCODING, "it has a document type or entities");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    elements++;
                    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) {
                        throw new UnreadableManifestException(
                                GapKind.LIMIT, "it has too many elements or nests them too deep");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }
}
