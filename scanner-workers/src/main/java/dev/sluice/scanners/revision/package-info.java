/**
 * Describes a revision and runs scanners over it: a function from a repository to facts, without
 * bus or database. The worker and the command line both call it.
 */
@NullMarked
package dev.sluice.scanners.revision;

import org.jspecify.annotations.NullMarked;
