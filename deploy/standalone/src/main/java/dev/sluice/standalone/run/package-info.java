/**
 * All four services in this process, with their broker and database, from the first file to the
 * last. They start side by side and stop in order: services, broker, database.
 */
@NullMarked
package dev.sluice.standalone.run;

import org.jspecify.annotations.NullMarked;
