/**
 * Ingest's schema in PostgreSQL. Nothing on the accept path touches it, so a database that is away
 * delays translation and loses nothing.
 */
@NullMarked
package dev.sluice.ingest.database;

import org.jspecify.annotations.NullMarked;
