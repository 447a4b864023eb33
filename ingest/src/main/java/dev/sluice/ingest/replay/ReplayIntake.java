package dev.sluice.ingest.replay;

import dev.sluice.events.Service;
import dev.sluice.events.wire.DeliveryReader;
import dev.sluice.events.wire.DeliveryReader.Step;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.events.wire.SecondReading;
import dev.sluice.events.wire.UnreadableRecordException;
import dev.sluice.ingest.translation.Arrival;
import dev.sluice.ingest.translation.Translator;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Translates deliveries that were dead letters, when somebody asks for it. */
@ApplicationScoped
class ReplayIntake {

    private final Translator translator;
    private final SecondReading again;

    ReplayIntake(
            Translator translator,
            @ConfigProperty(name = "mp.messaging.incoming.replays-in.group.id") String group,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.translator = translator;
        this.again = new SecondReading(Service.INGEST, group, kafka);
    }

    @Incoming("replays-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void on(ConsumerRecord<String, byte[]> request) {
        List<ConsumerRecord<String, byte[]>> records = again.of(request);
        if (!records.isEmpty()) {
            translate(request, records);
        }
    }

    private void translate(
            ConsumerRecord<String, byte[]> request, List<ConsumerRecord<String, byte[]>> records) {
        var reader = new DeliveryReader<Long>();
        int deliveries = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            switch (reader.next(record, record.offset())) {
                case Step.Complete<Long> complete -> {
                    translator.again(
                            new Arrival(
                                    complete.delivery(),
                                    request.topic(),
                                    request.partition(),
                                    request.offset()));
                    deliveries++;
                }
                case Step.Incomplete<Long> _ -> {}
                case Step.Broken<Long> broken -> throw broken.reason();
            }
        }
        if (deliveries == 0) {
            throw new UnreadableRecordException("parts of the delivery are missing");
        }
    }
}
