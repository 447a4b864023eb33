/**
 * What should stand on a forge, and for which revisions. Deciding it is pure; the rest is one
 * upsert per fact.
 */
@NullMarked
package dev.sluice.notifier.targets;

import org.jspecify.annotations.NullMarked;
