/**
 * The address of a change's page, with the key that opens it. Without the key nobody can tell which
 * revisions exist.
 */
@NullMarked
package dev.sluice.notifier.links;

import org.jspecify.annotations.NullMarked;
