/**
 * GitHub Apps: how one is made from a manifest, how it proves who it is, where it is installed,
 * what its tokens may do, and what became of the webhooks that were sent to it.
 */
@NullMarked
package dev.sluice.standalone.forge.app;

import org.jspecify.annotations.NullMarked;
