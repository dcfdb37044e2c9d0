package dev.pollux.handler;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Handler;
import dev.pollux.api.RecordHandler;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;

/** Makes a handler of the user's class: finds it, makes one object of it and puts the decoding in front. */
final class JavaHandlerLoader {

    private static final List<Class<?>> SHAPES =
            List.of(Handler.class, BatchHandler.class, AsyncHandler.class, AsyncBatchHandler.class);
    private static final String A_HANDLER =
            "a public class with a public constructor without parameters that implements one of dev.pollux.api.Handler,"
                    + " BatchHandler, AsyncHandler and AsyncBatchHandler";
    private static final String A_DESERIALIZER =
            "a public class with a public constructor without parameters that implements"
                    + " org.apache.kafka.common.serialization.Deserializer";

    private JavaHandlerLoader() {}

    /**
     * Makes the handler, in the same shape as the user's class.
     *
     * @throws IllegalArgumentException where a class or the plug-in folder cannot be used as configured
     * @throws IllegalStateException where a constructor or a deserializer's {@code configure} throws
     */
    static RecordHandler<byte[], byte[]> load(JavaSettings settings) {
        URLClassLoader loader = PluginFolder.open(settings.plugins());
        try {
            return load(settings, loader);
        } catch (RuntimeException e) {
            closeAfter(e, loader);
            throw e;
        }
    }

    private static RecordHandler<byte[], byte[]> load(JavaSettings settings, URLClassLoader loader) {
        NamedClass<?> handler = handlerClass(settings.className(), loader);
        PluginContext context = new PluginContext(loader);
        Decoders decoders = new Decoders(
                deserializer("handler.java.key-deserializer", settings.keyDeserializer(), loader),
                deserializer("handler.java.value-deserializer", settings.valueDeserializer(), loader),
                settings.deserializerProperties());
        return context.call(() -> {
            // Made now, so that a deserializer that cannot be configured shows at the start.
            decoders.giveBack(decoders.take());
            return inShape(handler.create(), new Decoding(decoders, context));
        });
    }

    private static NamedClass<?> handlerClass(String name, ClassLoader loader) {
        NamedClass<?> found = NamedClass.find("handler.java.class", name, RecordHandler.class, A_HANDLER, loader);
        Stream<Class<?>> shapes = SHAPES.stream().filter(shape -> shape.isAssignableFrom(found.type()));
        if (shapes.count() > 1) {
            throw new IllegalArgumentException(
                    "handler.java.class: '" + name + "' implements several handler interfaces; accepted: " + A_HANDLER);
        }
        return found;
    }

    @SuppressWarnings("rawtypes") // a class object has no type arguments
    private static NamedClass<Deserializer> deserializer(String key, String name, ClassLoader loader) {
        return NamedClass.find(key, name, Deserializer.class, A_DESERIALIZER, loader);
    }

    // The types that the deserializers return are known to the configuration alone; a wrong one shows as a
    // ClassCastException in the handler, which is then the reason of the record's rejection.
    @SuppressWarnings("unchecked")
    private static RecordHandler<byte[], byte[]> inShape(Object handler, Decoding decoding) {
        return switch ((RecordHandler<Object, Object>) handler) {
            case Handler<Object, Object> h -> new DecodingHandler(h, decoding);
            case BatchHandler<Object, Object> h -> new DecodingBatchHandler(h, decoding);
            case AsyncHandler<Object, Object> h -> new DecodingAsyncHandler(h, decoding);
            case AsyncBatchHandler<Object, Object> h -> new DecodingAsyncBatchHandler(h, decoding);
        };
    }

    private static void closeAfter(RuntimeException failure, URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
