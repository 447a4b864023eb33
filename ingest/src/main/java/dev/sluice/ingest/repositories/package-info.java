/**
 * The repositories that ingest has heard of, and which of them it met for the first time. From
 * these the reconciler knows where to look, and what is to be scanned at first contact.
 */
@NullMarked
package dev.sluice.ingest.repositories;

import org.jspecify.annotations.NullMarked;
