/**
 * Results of other tools, kept by commit until a change has that commit or their time is up. What
 * they say of a revision is made here: they are compared with what was handed in for its baseline.
 */
@NullMarked
package dev.sluice.policy.submissions;

import org.jspecify.annotations.NullMarked;
