package dev.sluice.scanners.submitted;

import dev.sluice.events.SubmissionFormat;
import java.util.List;

/** A format of results. Used by many threads at once; keeps nothing between documents. */
public interface ResultFormat {

    SubmissionFormat format();

    /**
     * Reads all results of a document, one for each tool and category in it. The same document
     * gives the same results. A tool that says that it failed, or that says nothing about findings,
     * makes the whole document unreadable: having found nothing is something a tool has to say.
     *
     * @return at least one
     * @throws UnreadableDocumentException with one line for people that quotes nothing
     */
    List<ToolResult> read(Document document, Origin origin) throws UnreadableDocumentException;
}
