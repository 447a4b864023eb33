/**
 * A Kafka broker inside this process, for laptops, demos and tests. It keeps its records in a
 * directory and goes on from there after any kind of stop.
 */
@NullMarked
package dev.sluice.standalone.broker;

import org.jspecify.annotations.NullMarked;
