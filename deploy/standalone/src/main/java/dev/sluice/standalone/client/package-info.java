/**
 * How a command speaks to a Sluice that runs: a command mixes {@link
 * dev.sluice.standalone.client.ServerOptions} in, connects, and asks. Whatever does not work ends
 * it with one line that says what to do.
 */
@NullMarked
package dev.sluice.standalone.client;

import org.jspecify.annotations.NullMarked;
