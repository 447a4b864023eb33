/**
 * The contract between the services: what can happen, as records, with the topics they travel on.
 * Services share this and nothing else.
 */
@NullMarked
package dev.sluice.events;

import org.jspecify.annotations.NullMarked;
