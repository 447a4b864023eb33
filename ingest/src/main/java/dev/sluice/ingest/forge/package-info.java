/**
 * What ingest asks of a forge: is this delivery yours, and what does it say. A forge is one package
 * that implements {@link dev.sluice.ingest.forge.Forge}; nothing else here knows any forge's name.
 */
@NullMarked
package dev.sluice.ingest.forge;

import org.jspecify.annotations.NullMarked;
