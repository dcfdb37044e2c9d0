package dev.pollux.handler;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of key and value deserializers, each used by one thread at a time: Kafka does not ask of a {@code Deserializer}
 * that it be safe for several. There are never more pairs than calls at once.
 */
@SuppressWarnings("rawtypes") // a class object has no type arguments
final class Decoders implements AutoCloseable {

    private final NamedClass<Deserializer> keys;
    private final NamedClass<Deserializer> values;
    private final Map<String, String> properties;
    private final Queue<Decoder> idle = new ConcurrentLinkedQueue<>();

    Decoders(NamedClass<Deserializer> keys, NamedClass<Deserializer> values, Map<String, String> properties) {
        this.keys = keys;
        this.values = values;
        this.properties = Map.copyOf(properties);
    }

    /** One pair. */
    record Decoder(Deserializer key, Deserializer value) {

        /** What Kafka's own consumer does: null stays null and is not shown to the deserializer. */
        static @Nullable Object decode(
                Deserializer deserializer, String topic, Headers headers, byte @Nullable [] bytes) {
            return bytes == null ? null : deserializer.deserialize(topic, headers, bytes);
        }
    }

    /**
     * A pair for the calling thread alone, until it gives it back.
     *
     * @throws IllegalStateException where a constructor or {@code configure} throws
     */
    Decoder take() {
        Decoder decoder = idle.poll();
        return decoder == null ? new Decoder(create(keys, true), create(values, false)) : decoder;
    }

    void giveBack(Decoder decoder) {
        idle.offer(decoder);
    }

    /** Closes the idle pairs, which are all of them once no call is under way. */
    @Override
    public void close() {
        for (Decoder decoder = idle.poll(); decoder != null; decoder = idle.poll()) {
            Utils.closeQuietly(decoder.key(), "key deserializer");
            Utils.closeQuietly(decoder.value(), "value deserializer");
        }
    }

    @SuppressWarnings("unchecked")
    private Deserializer create(NamedClass<Deserializer> named, boolean isKey) {
        Deserializer deserializer = named.create();
        try {
            deserializer.configure(properties, isKey);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    named.key() + ": " + named.type().getName() + " cannot be configured: " + e, e);
        }
        return deserializer;
    }
}
