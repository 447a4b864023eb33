/**
 * What the API tells about repositories, their people and their pull requests. Nothing here changes
 * anything.
 */
@NullMarked
package dev.sluice.standalone.forge.lookup;

import org.jspecify.annotations.NullMarked;
