/**
 * Everything that touches the wire: CloudEvents headers, JSON and its limits, parts of large
 * payloads, dead letters. No other package knows how an event looks as bytes.
 */
@NullMarked
package dev.sluice.events.wire;

import org.jspecify.annotations.NullMarked;
