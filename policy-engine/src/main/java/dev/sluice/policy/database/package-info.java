/**
 * The policy engine's schema in PostgreSQL. Trouble that may pass is told apart from mistakes that
 * will not.
 */
@NullMarked
package dev.sluice.policy.database;

import org.jspecify.annotations.NullMarked;
