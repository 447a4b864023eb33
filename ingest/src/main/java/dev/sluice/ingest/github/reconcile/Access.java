package dev.sluice.ingest.github.reconcile;

import dev.sluice.ingest.githubapp.AppAccess;

/** What is shown to GitHub; never printed. */
sealed interface Access {

    /** As an App, whose key is configured. */
    record OfApp(AppAccess app) implements Access {
        @Override
        public String toString() {
            return "OfApp[hidden]";
        }
    }

    /** A fine-grained token. */
    record OfToken(String token) implements Access {
        @Override
        public String toString() {
            return "OfToken[hidden]";
        }
    }

    /** Nothing. */
    record None() implements Access {}
}
