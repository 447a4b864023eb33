/**
 * Tests of policies: facts that a person wrote down, and what the policy is to say about them. They
 * run without a server, a database or a scanner, by the same function that decides for real.
 */
@NullMarked
package dev.sluice.policy.cases;

import org.jspecify.annotations.NullMarked;
