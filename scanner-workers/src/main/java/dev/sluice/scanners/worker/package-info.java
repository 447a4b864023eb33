/**
 * The worker on the bus: takes changes from {@code sluice.changes}, has them fetched and scanned,
 * and sends what is found out to {@code sluice.scans}. It decides nothing itself.
 */
@NullMarked
package dev.sluice.scanners.worker;

import org.jspecify.annotations.NullMarked;
