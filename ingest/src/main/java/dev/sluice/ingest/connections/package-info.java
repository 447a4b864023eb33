/**
 * What holds for every connection before there is a request: its head has to arrive in time and has
 * to say where its body ends. Vert.x and Quarkus bound only how long a connection may be silent.
 */
@NullMarked
package dev.sluice.ingest.connections;

import org.jspecify.annotations.NullMarked;
