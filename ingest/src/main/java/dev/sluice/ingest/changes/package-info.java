/**
 * What ingest itself remembers of the changes that it told of: which are open, and at which commit.
 * By this a delivery that names only a commit, a number or a check leads back to its change.
 */
@NullMarked
package dev.sluice.ingest.changes;

import org.jspecify.annotations.NullMarked;
