/**
 * What all commands share: exit codes, the one way to refuse, and how to write to a terminal. A
 * command says what is wrong in one line and never shows a stack trace.
 */
@NullMarked
package dev.sluice.standalone.cli;

import org.jspecify.annotations.NullMarked;
