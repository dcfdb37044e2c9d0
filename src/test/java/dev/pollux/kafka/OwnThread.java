package dev.pollux.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;

/** A consumer that, as the real one, is for one thread alone; Kafka's mock does not look. */
final class OwnThread {
    /** What the real one lets others call. */
    private static final Set<String> FOR_ALL = Set.of("wakeup", "metrics");

    private OwnThread() {}

    /** The same consumer, which throws when another thread than this one calls it. */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> only(Consumer<byte[], byte[]> consumer) {
        long owner = Thread.currentThread().threadId();
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                OwnThread.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (Thread.currentThread().threadId() != owner && !FOR_ALL.contains(method.getName())) {
                        throw new AssertionError(method.getName() + " was called on " + Thread.currentThread());
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
