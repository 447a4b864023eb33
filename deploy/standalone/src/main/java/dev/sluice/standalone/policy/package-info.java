/**
 * What whoever writes policies needs before anybody is stopped by one: {@code sluice policy}
 * checks, explains and tests them. It asks no running Sluice.
 */
@NullMarked
package dev.sluice.standalone.policy;

import org.jspecify.annotations.NullMarked;
