/**
 * What is said on pull requests: comments in the conversation, comments on lines of the diff, and
 * the threads that these form, which are resolved through GraphQL.
 */
@NullMarked
package dev.sluice.standalone.forge.comments;

import org.jspecify.annotations.NullMarked;
