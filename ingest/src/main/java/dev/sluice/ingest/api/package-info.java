/**
 * The REST interface as a whole: what its OpenAPI document, {@code GET /api/v1}, says about itself.
 * What each route does stands with its feature.
 */
@NullMarked
package dev.sluice.ingest.api;

import org.jspecify.annotations.NullMarked;
