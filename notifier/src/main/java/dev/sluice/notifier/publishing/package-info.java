/**
 * Brings what should stand and what stands together, one request at a time per repository. What a
 * forge answers is a value; what it did is remembered before and after each request.
 */
@NullMarked
package dev.sluice.notifier.publishing;

import org.jspecify.annotations.NullMarked;
