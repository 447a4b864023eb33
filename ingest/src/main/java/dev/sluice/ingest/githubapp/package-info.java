/**
 * A GitHub App as ingest needs it: it signs that it is the App and gets tokens that may read the
 * metadata of one repository. Nothing else in ingest knows how an App proves who it is.
 */
@NullMarked
package dev.sluice.ingest.githubapp;

import org.jspecify.annotations.NullMarked;
