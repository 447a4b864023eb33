/**
 * What scanners found as SARIF 2.1.0, for files and for code scanning. Pure: it is given findings
 * and returns JSON.
 */
@NullMarked
package dev.sluice.notifier.sarif;

import org.jspecify.annotations.NullMarked;
