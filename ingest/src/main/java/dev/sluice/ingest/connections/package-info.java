/**
 * What holds for every connection before there is a request: its head has to arrive in time. Vert.x
 * and Quarkus bound only how long a connection may be silent.
 */
@NullMarked
package dev.sluice.ingest.connections;

import org.jspecify.annotations.NullMarked;
