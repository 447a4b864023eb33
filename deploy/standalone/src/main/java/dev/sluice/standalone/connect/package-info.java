/**
 * {@code sluice connect github}: makes a GitHub App by GitHub's manifest flow, keeps what it got,
 * and says what is missing. What Sluice needs of GitHub, and why, stands in one table here.
 */
@NullMarked
package dev.sluice.standalone.connect;

import org.jspecify.annotations.NullMarked;
