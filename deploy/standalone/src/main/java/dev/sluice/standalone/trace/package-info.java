/**
 * {@code sluice trace}: the path of one delivery over all topics, with times. It reads what Kafka
 * keeps and asks no service, so that it works also when they do not.
 */
@NullMarked
package dev.sluice.standalone.trace;

import org.jspecify.annotations.NullMarked;
