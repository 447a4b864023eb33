/**
 * Results that other tools have found and somebody handed in: what a format of them is, and what
 * all formats share. A document is hostile until read: nothing in it is executed, opened or
 * fetched.
 */
@NullMarked
package dev.sluice.scanners.submitted;

import org.jspecify.annotations.NullMarked;
