/**
 * The whole line on real input: real services in processes of their own, a real broker, a real
 * PostgreSQL, real git repositories. Only the forge is a double, because it cannot run here.
 */
@NullMarked
package dev.sluice.e2e;

import org.jspecify.annotations.NullMarked;
