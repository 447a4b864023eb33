/**
 * The one line that a person reads beside a commit, and the type that safe Markdown has. Text from
 * outside is made harmless here and nowhere else.
 */
@NullMarked
package dev.sluice.notifier.text;

import org.jspecify.annotations.NullMarked;
