/**
 * A policy in plain words, rule by rule, for people who read no CEL. The words are made from what
 * the engine evaluates, so that they cannot say something else.
 */
@NullMarked
package dev.sluice.policy.explain;

import org.jspecify.annotations.NullMarked;
