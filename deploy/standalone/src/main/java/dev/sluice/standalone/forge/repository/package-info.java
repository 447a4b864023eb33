/**
 * The repositories of the double: real bare git repositories with branches, pull requests and
 * people. Ids stay, names may change.
 */
@NullMarked
package dev.sluice.standalone.forge.repository;

import org.jspecify.annotations.NullMarked;
