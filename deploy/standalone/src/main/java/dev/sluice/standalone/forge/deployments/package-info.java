/**
 * Deployments that wait for an App's word. A job that nobody answers waits on; nothing here decides
 * anything.
 */
@NullMarked
package dev.sluice.standalone.forge.deployments;

import org.jspecify.annotations.NullMarked;
