/**
 * {@code sluice bench secrets}: how fast secrets are found, beside other ways to look for them on
 * the same files. What is not found as the slow and certain way finds it has no speed.
 */
@NullMarked
package dev.sluice.standalone.bench.secrets;

import org.jspecify.annotations.NullMarked;
