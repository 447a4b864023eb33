/**
 * Who may use the REST interface: bearer tokens of configured issuers, CI jobs among them, and in
 * standalone an administrator's token. What a token says is checked before anybody is asked about
 * it, and never decides whom to ask.
 */
@NullMarked
package dev.sluice.ingest.access;

import org.jspecify.annotations.NullMarked;
