/**
 * The notifier's schema in PostgreSQL. Trouble that may pass is told apart from mistakes that will
 * not.
 */
@NullMarked
package dev.sluice.notifier.database;

import org.jspecify.annotations.NullMarked;
