package dev.sluice.scanners.worker;

import dev.sluice.events.Event;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.wire.SubmissionReader;
import dev.sluice.events.wire.SubmissionReader.Step;
import dev.sluice.events.wire.UnreadableRecordException;
import dev.sluice.scanners.submitted.ResultFormat;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads what was handed in, in the order of its repositories, and sends on what it says. The
 * records of a submission are acknowledged together, after the broker has all that follows from
 * them; a crash before repeats the same.
 */
@ApplicationScoped
public class SubmissionWorker {

    private static final Logger LOG = Logger.getLogger(SubmissionWorker.class);

    private final SubmissionReader<Message<byte[]>> reader = new SubmissionReader<>();
    private final SubmissionReading reading;
    private final ScanSender sender;
    private final Clock clock = Clock.systemUTC();

    SubmissionWorker(Instance<ResultFormat> formats, ScanSender sender) {
        this.reading = new SubmissionReading(formats.stream().toList());
        this.sender = sender;
    }

    @Incoming("scanners-submissions-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking("submissions")
    CompletionStage<Void> on(Message<byte[]> message) {
        Step<Message<byte[]>> step = reader.next(record(message), message);
        CompletableFuture<Void> abandoned = each(step.abandoned(), Message::ack);
        CompletableFuture<Void> done =
                switch (step) {
                    case Step.Complete<Message<byte[]>> complete -> deal(complete);
                    case Step.Incomplete<Message<byte[]>> _ ->
                            CompletableFuture.completedFuture(null);
                    case Step.Broken<Message<byte[]>> broken ->
                            each(broken.records(), part -> part.nack(broken.reason()));
                };
        return CompletableFuture.allOf(abandoned, done);
    }

    /**
     * Reads a submission again from all of its records.
     *
     * @throws UnreadableRecordException when they are no whole submission
     */
    void again(List<ConsumerRecord<String, byte[]>> records) {
        var own = new SubmissionReader<Integer>();
        int submissions = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            switch (own.next(record, 0)) {
                case Step.Complete<Integer> complete -> {
                    read(complete);
                    submissions++;
                }
                case Step.Incomplete<Integer> _ -> {}
                case Step.Broken<Integer> broken -> throw broken.reason();
            }
        }
        if (submissions == 0) {
            throw new UnreadableRecordException("parts of the submission are missing");
        }
    }

    private void read(Step.Complete<?> complete) {
        try {
            facts(complete).forEach(fact -> send(complete.event(), fact));
        } catch (IllegalArgumentException e) {
            LOG.errorf("a result cannot be sent: %s", e.getMessage());
            send(
                    complete.event(),
                    SubmissionReading.failed(
                            complete.event().fact().submission(),
                            ScanFailure.INTERNAL,
                            "its result does not fit into an event"));
        }
    }

    private CompletableFuture<Void> deal(Step.Complete<Message<byte[]>> complete) {
        try {
            read(complete);
            return each(complete.records(), Message::ack);
        } catch (RuntimeException e) { // whatever it is, the partition moves on
            return each(complete.records(), part -> part.nack(e));
        }
    }

    private void send(Event<?> asked, SubmissionFact fact) {
        Event<SubmissionFact> event = ScanEvents.because(asked, clock.instant(), fact);
        sender.send(event);
        LOG.infof(
                "%s %s correlation=%s",
                event.type().shortName(), fact.subject(), event.correlationId());
    }

    /** A bug of ours in reading is a failure of this submission, and is heard of. */
    private List<SubmissionFact> facts(Step.Complete<?> complete) {
        ScanSubmitted submitted = complete.event().fact();
        try {
            return reading.read(submitted, complete.compressed());
        } catch (RuntimeException e) {
            LOG.errorf(e, "submission %s cannot be read", submitted.submission().id());
            return List.of(
                    SubmissionReading.failed(
                            submitted.submission(),
                            ScanFailure.INTERNAL,
                            "reading it ended with an unexpected " + e.getClass().getSimpleName()));
        }
    }

    @SuppressWarnings("unchecked") // the channel's deserializers say so
    private static ConsumerRecord<String, byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("the channel is not a Kafka channel"))
                .getRecord();
    }

    private static CompletableFuture<Void> each(
            List<Message<byte[]>> messages, Function<Message<byte[]>, CompletionStage<Void>> end) {
        return CompletableFuture.allOf(
                messages.stream()
                        .map(message -> end.apply(message).toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new));
    }
}
