/**
 * Everything that people read on a pull request: check run, sticky comment, review comments, the
 * answer to a deployment. Pure: texts are made from a decision and its findings, and nothing is
 * asked or written.
 */
@NullMarked
package dev.sluice.notifier.report;

import org.jspecify.annotations.NullMarked;
