/**
 * Webhooks as GitHub sends them, and the JSON objects that they share with the API. Every builder
 * makes a whole, signed delivery of one event.
 */
@NullMarked
package dev.sluice.standalone.forge.webhook;

import org.jspecify.annotations.NullMarked;
