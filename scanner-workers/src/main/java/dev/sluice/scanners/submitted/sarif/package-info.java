/**
 * SARIF 2.1.0, as analysers of code write it. The document is walked through twice, once for what
 * its runs say about themselves and once for their results, and is never in memory as a whole.
 */
@NullMarked
package dev.sluice.scanners.submitted.sarif;

import org.jspecify.annotations.NullMarked;
