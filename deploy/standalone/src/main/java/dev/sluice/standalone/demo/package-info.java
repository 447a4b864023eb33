/**
 * {@code sluice up --demo}: a vulnerable change goes through the real services, from a repository
 * and a forge made for it. Only the forge is a double; everything else is what production runs.
 */
@NullMarked
package dev.sluice.standalone.demo;

import org.jspecify.annotations.NullMarked;
