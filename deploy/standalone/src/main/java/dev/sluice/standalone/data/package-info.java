/**
 * The data directory of one Sluice: who may use it, and the small things kept in it. Ports and
 * generated secrets survive restarts here, and a lock keeps a second process out.
 */
@NullMarked
package dev.sluice.standalone.data;

import org.jspecify.annotations.NullMarked;
