/**
 * {@code sluice dead-letters}: shows what no service could handle, and has it replayed or dropped.
 * It asks a running Sluice and knows nothing itself.
 */
@NullMarked
package dev.sluice.standalone.deadletters;

import org.jspecify.annotations.NullMarked;
