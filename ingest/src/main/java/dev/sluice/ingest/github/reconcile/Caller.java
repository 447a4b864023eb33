package dev.sluice.ingest.github.reconcile;

/** In whose name GitHub is asked. */
sealed interface Caller {

    /** Whose budget pays. */
    String payer();

    /** The App itself. */
    record TheApp() implements Caller {
        @Override
        public String payer() {
            return "github/app";
        }
    }

    /** The App in one of its installations. */
    record Installation(long id) implements Caller {
        @Override
        public String payer() {
            return "github/installation/" + id;
        }
    }

    /** Whoever has made the configured token. */
    record Owner() implements Caller {
        @Override
        public String payer() {
            return "github/token";
        }
    }
}
