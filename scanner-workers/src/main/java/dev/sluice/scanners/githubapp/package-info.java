/**
 * A GitHub App as scanner-workers need it: it signs that it is the App and gets tokens that may
 * read the contents of one repository. The key and its file are also what the command line asks
 * with.
 */
@NullMarked
package dev.sluice.scanners.githubapp;

import org.jspecify.annotations.NullMarked;
