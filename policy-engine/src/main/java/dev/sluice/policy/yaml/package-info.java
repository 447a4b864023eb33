/**
 * YAML files that people write, read key by key, with the place of everything that does not fit.
 * Nothing in them is ever constructed into an object, so that no tag and no alias does anything.
 */
@NullMarked
package dev.sluice.policy.yaml;

import org.jspecify.annotations.NullMarked;
