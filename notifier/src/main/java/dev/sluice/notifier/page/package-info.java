/**
 * The page behind a status: the verdict, what to do, why, and what was not checked. It shows stored
 * decisions and asks no other service.
 */
@NullMarked
package dev.sluice.notifier.page;

import org.jspecify.annotations.NullMarked;
