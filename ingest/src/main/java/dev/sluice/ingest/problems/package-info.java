/**
 * What the REST interface says when something is not as it should be: problem details (RFC 9457),
 * in one sentence for whoever sent the request. They never quote it.
 */
@NullMarked
package dev.sluice.ingest.problems;

import org.jspecify.annotations.NullMarked;
