package dev.pollux.handler;

import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Deserializers as schema registries and careless people write them. */
public final class SampleDeserializers {

    private SampleDeserializers() {}

    /** Tells when two threads use it at once, and whether it was configured; the values are its own. */
    public static final class OneThreadOnly implements Deserializer<Long> {
        private final AtomicBoolean busy = new AtomicBoolean();
        private long factor;

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            factor = isKey ? 0 : Long.parseLong(String.valueOf(configs.get("factor")));
        }

        @Override
        public Long deserialize(String topic, byte[] data) {
            if (!busy.compareAndSet(false, true)) {
                throw new SerializationException("two at once");
            }
            LockSupport.parkNanos(1000);
            busy.set(false);
            return data.length * factor;
        }

        @Override
        public void close() {
            SampleHandlers.SEEN.add("deserializer closed");
        }
    }

    /** As those do that find the type in a header and take it out: the one of the key leaves another header behind. */
    public static final class TypedByHeader implements Deserializer<Long> {
        private boolean isKey;

        @Override
        public void configure(Map<String, ?> configs, boolean forKey) {
            isKey = forKey;
        }

        @Override
        public Long deserialize(String topic, byte[] data) {
            throw new IllegalStateException("no headers");
        }

        @Override
        public Long deserialize(String topic, Headers headers, byte[] data) {
            if (isKey) {
                headers.add("key-was-read", new byte[0]);
            } else if (headers.lastHeader("type") == null || headers.lastHeader("key-was-read") == null) {
                throw new IllegalStateException("no type information in headers");
            } else {
                headers.remove("type");
            }
            return 2L;
        }
    }

    /** As a registry's client does when the registry is away. */
    public static final class RegistryAway implements Deserializer<Long> {
        @Override
        public Long deserialize(String topic, byte[] data) {
            throw new SerializationException("Error retrieving schema", new ConnectException("Connection refused"));
        }
    }

    /** As a parser does with a document that is nested too deeply. */
    public static final class TooDeep implements Deserializer<Long> {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        public Long deserialize(String topic, byte[] data) {
            return 1 + deserialize(topic, data);
        }
    }
}
