/**
 * The command {@code sluice}: everything in one process, and the tools around it. Only {@code up}
 * and {@code bench} start services; every other command is fast because it does not.
 */
@NullMarked
package dev.sluice.standalone;

import org.jspecify.annotations.NullMarked;
