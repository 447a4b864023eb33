/**
 * Takes results of other tools: checks who hands them in and for what, stores the document as it
 * came in {@code sluice.submissions}, and answers when the broker has it. What the document says is
 * read later, by others.
 */
@NullMarked
package dev.sluice.ingest.submissions;

import org.jspecify.annotations.NullMarked;
