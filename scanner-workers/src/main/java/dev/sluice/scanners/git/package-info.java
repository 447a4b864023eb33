/**
 * Reads revisions out of a repository's object database: trees, commits, differences, single files.
 * Nothing is checked out, no link, submodule, hook or filter is ever followed.
 */
@NullMarked
package dev.sluice.scanners.git;

import org.jspecify.annotations.NullMarked;
