/**
 * The topics that the notifier reads. Handlers note what was said and return; nothing is written to
 * a forge here.
 */
@NullMarked
package dev.sluice.notifier.intake;

import org.jspecify.annotations.NullMarked;
