/**
 * A PostgreSQL server beside this process, for laptops, demos and tests. It is durable, answers on
 * loopback only and to a generated password only, and goes on after any kind of stop.
 */
@NullMarked
package dev.sluice.standalone.database;

import org.jspecify.annotations.NullMarked;
