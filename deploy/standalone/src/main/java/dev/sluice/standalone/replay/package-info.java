/** {@code sluice replay}: has a running Sluice do again what it did with a bug in it. */
@NullMarked
package dev.sluice.standalone.replay;

import org.jspecify.annotations.NullMarked;
