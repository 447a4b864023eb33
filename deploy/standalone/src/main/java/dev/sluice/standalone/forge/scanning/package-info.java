/**
 * Code scanning: uploads of SARIF within GitHub's limits, and the alerts that come of them. A
 * result without a fingerprint becomes a new alert each time, which is how duplicates come about.
 */
@NullMarked
package dev.sluice.standalone.forge.scanning;

import org.jspecify.annotations.NullMarked;
