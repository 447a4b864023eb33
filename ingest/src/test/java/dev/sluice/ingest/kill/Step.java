package dev.sluice.ingest.kill;

import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.kill.Hold.Way;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;

/** Where ingest is when it dies. Each brings a delivery that far and no further. */
enum Step {
    /** Some of the request's head has arrived. */
    IN_THE_HEAD {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            sending.head(random.nextInt(sending.sent().head().length));
        }
    },

    /** Some of the body is in memory. */
    IN_THE_BODY {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            int bytes = 1 + random.nextInt(sending.sent().body().length - 1);
            sending.head();
            sending.body(bytes);
            until(() -> scene.ingest().metric("sluice_ingest_in_flight_bytes") == bytes);
        }
    },

    /** It is on its way to the broker (F2). */
    BEFORE_IT_IS_STORED {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            unanswered(scene, sending, new Hold("deliveries-out", Hold.PRODUCE, Way.REQUEST));
        }
    },

    /** The broker has it, and ingest does not know (F1). */
    BEFORE_IT_IS_ANSWERED {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            unanswered(scene, sending, new Hold("deliveries-out", Hold.PRODUCE, Way.ANSWER));
        }
    },

    /** The sender knows, and the translator does not. */
    BEFORE_IT_IS_READ {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            held(scene, sending, new Hold("deliveries-in", Hold.FETCH, Way.ANSWER));
        }
    },

    /** The translator has it and cannot reach its memory. */
    BEFORE_IT_IS_REMEMBERED {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            locked(scene, sending, "change");
        }
    },

    /** What it means is remembered and on its way. */
    BEFORE_ITS_EVENTS_ARE_SENT {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            held(scene, sending, new Hold("changes-out", Hold.PRODUCE, Way.REQUEST));
        }
    },

    /** The broker has an event, and ingest does not know. */
    BEFORE_SENDING_IS_KNOWN {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            held(scene, sending, new Hold("changes-out", Hold.PRODUCE, Way.ANSWER));
        }
    },

    /** Its events are sent, and the ledger cannot say so. */
    BEFORE_IT_IS_IN_THE_LEDGER {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            locked(scene, sending, "delivery");
        }
    },

    /** All is done but telling the broker so. */
    BEFORE_THE_OFFSET_IS_COMMITTED {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            held(scene, sending, new Hold("deliveries-in", Hold.OFFSET_COMMIT, Way.REQUEST));
        }
    },

    /** All is done, and ingest does not know. */
    BEFORE_COMMITTING_IS_KNOWN {
        @Override
        void reach(Scene scene, Sending sending, Random random) {
            held(scene, sending, new Hold("deliveries-in", Hold.OFFSET_COMMIT, Way.ANSWER));
        }
    };

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    abstract void reach(Scene scene, Sending sending, Random random);

    private static void unanswered(Scene scene, Sending sending, Hold hold) {
        scene.broker().proxy().hold(hold);
        sending.all();
        until(scene.broker().proxy()::holds);
    }

    private static void held(Scene scene, Sending sending, Hold hold) {
        scene.broker().proxy().hold(hold);
        sending.all();
        scene.acknowledges(sending);
        until(scene.broker().proxy()::holds);
    }

    private static void locked(Scene scene, Sending sending, String table) {
        scene.database().lock(table);
        sending.all();
        scene.acknowledges(sending);
        until(scene.database()::holds);
    }

    private static void until(Callable<Boolean> reached) {
        await("the step")
                .atMost(A_WHILE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(reached);
    }
}
