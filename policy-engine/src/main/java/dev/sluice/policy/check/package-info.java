/**
 * What is suspicious about a policy that can be used: rules that never match, and rules that add
 * nothing to others. It is for whoever writes policies; deciding does not depend on it.
 */
@NullMarked
package dev.sluice.policy.check;

import org.jspecify.annotations.NullMarked;
