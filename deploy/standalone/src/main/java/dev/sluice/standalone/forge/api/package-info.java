/**
 * How the double answers any API request: who asks, with what right, within which limits, and by
 * which route. What the routes do lives in the packages beside this one.
 */
@NullMarked
package dev.sluice.standalone.forge.api;

import org.jspecify.annotations.NullMarked;
