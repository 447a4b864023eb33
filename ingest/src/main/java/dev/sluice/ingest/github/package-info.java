/**
 * GitHub, github.com or an Enterprise server: signatures, secrets, and what pushes and pull
 * requests mean. Start reading at {@link dev.sluice.ingest.github.GitHub}.
 */
@NullMarked
package dev.sluice.ingest.github;

import org.jspecify.annotations.NullMarked;
