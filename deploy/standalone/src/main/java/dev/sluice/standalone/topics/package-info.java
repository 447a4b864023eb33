/**
 * Makes the topics and checks them, on the embedded broker and on anybody's cluster. Nothing in
 * Sluice relies on topics that a broker makes by itself.
 */
@NullMarked
package dev.sluice.standalone.topics;

import org.jspecify.annotations.NullMarked;
