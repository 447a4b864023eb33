/**
 * The scanner {@code dependencies}: it reads what a tree declares and bundles, and looks it up in
 * an advisory snapshot with OWASP dependency-check. Start reading at {@link
 * dev.sluice.scanners.dependencies.DependenciesScanner}.
 */
@NullMarked
package dev.sluice.scanners.dependencies;

import org.jspecify.annotations.NullMarked;
