/**
 * {@code sluice scan}: a repository on this disk is described, scanned and judged in one go,
 * without bus or database, by the same functions that the services run. The result is shown as
 * text, JSON or SARIF.
 */
@NullMarked
package dev.sluice.standalone.scan;

import org.jspecify.annotations.NullMarked;
