/**
 * The list of what no service could handle, and what people do about it: replay it or drop it. It
 * says where a record is and why it failed, and never what is in it.
 */
@NullMarked
package dev.sluice.ingest.deadletters;

import org.jspecify.annotations.NullMarked;
