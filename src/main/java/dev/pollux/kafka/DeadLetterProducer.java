package dev.pollux.kafka;

import dev.pollux.api.Delivery;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters: key, value and headers unchanged, and what is known of the failure in headers of its own.
 *
 * <p>The producer is made for the first one: most workers never write any.
 */
public final class DeadLetterProducer implements DeadLetters, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProducer.class);

    private final KafkaSettings settings;
    private final ClientProperties properties;

    /** Guarded by this. */
    private @Nullable Producer<byte[], byte[]> producer;

    public DeadLetterProducer(KafkaSettings settings, ClientProperties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    @Override
    public void write(DeadLetter letter, Consumer<Boolean> acknowledged) {
        String topic = settings.deadLetterTopic(letter.record().topic());
        try {
            // The callback hears of every end, so the future is of no use.
            var _ = producer().send(record(topic, letter), (metadata, failure) -> {
                report(letter, topic, failure);
                acknowledged.accept(failure == null);
            });
        } catch (RuntimeException failure) {
            report(letter, topic, failure);
            acknowledged.accept(false);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(properties.producer(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private static void report(DeadLetter letter, String topic, @Nullable Exception failure) {
        if (failure == null) {
            LOG.warn(
                    "{} is a dead letter in {} after {} attempt(s): {}",
                    letter.record().coordinates(),
                    topic,
                    letter.attempts(),
                    letter.refusal().loggable());
        } else {
            LOG.warn(
                    "The dead letter of {} could not be written to {} and is tried again: {}",
                    letter.record().coordinates(),
                    topic,
                    failure.toString());
        }
    }

    /** No partition is named: the dead letter topic may have fewer, and the key keeps its records together. */
    private ProducerRecord<byte[], byte[]> record(String topic, DeadLetter letter) {
        Delivery<byte[], byte[]> source = letter.record();
        Headers headers = new RecordHeaders(source.headers().toArray());
        add(headers, "pollux-source-topic", source.topic());
        add(headers, "pollux-source-partition", Integer.toString(source.partition()));
        add(headers, "pollux-source-offset", Long.toString(source.offset()));
        add(headers, "pollux-source-timestamp", Long.toString(source.timestamp()));
        add(headers, "pollux-attempts", Integer.toString(letter.attempts()));
        add(headers, "pollux-reason", letter.refusal().reason());
        Throwable cause = letter.refusal().cause();
        if (cause != null) {
            add(headers, "pollux-exception-class", cause.getClass().getName());
        }
        add(headers, "pollux-failed-at", Instant.now().toString());
        add(headers, "pollux-group", settings.group());
        return new ProducerRecord<>(topic, null, null, source.key(), source.value(), headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
