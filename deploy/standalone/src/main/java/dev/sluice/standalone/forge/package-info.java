/**
 * A double of GitHub on a loopback port, for the demo, the benchmark and the end-to-end tests: git
 * over HTTP, the API, signed webhooks. It refuses what GitHub refuses, writes down what it
 * accepted, and fails on demand.
 */
@NullMarked
package dev.sluice.standalone.forge;

import org.jspecify.annotations.NullMarked;
