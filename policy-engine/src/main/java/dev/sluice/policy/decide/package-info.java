/**
 * Gathers what is known about a change, in whatever order it is told, and decides as soon as that
 * is possible or the deadline has passed. Everything about one change happens under one lock.
 */
@NullMarked
package dev.sluice.policy.decide;

import org.jspecify.annotations.NullMarked;
