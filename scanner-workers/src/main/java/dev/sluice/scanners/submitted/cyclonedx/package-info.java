/**
 * CycloneDX 1.4 to 1.7 in JSON, of which the vulnerabilities are read with the components that they
 * affect. A bill of materials without a list of vulnerabilities is no result of a scan.
 */
@NullMarked
package dev.sluice.scanners.submitted.cyclonedx;

import org.jspecify.annotations.NullMarked;
