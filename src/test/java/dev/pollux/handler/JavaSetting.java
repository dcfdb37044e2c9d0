package dev.pollux.handler;

import dev.pollux.api.RecordHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Makes java handlers as the configuration does; keys are strings and values are longs unless said otherwise. */
record JavaSetting(
        String className,
        @Nullable Path plugins,
        String keyDeserializer,
        String valueDeserializer,
        Map<String, String> properties) {

    static JavaSetting of(Class<?> type) {
        return of(type.getName());
    }

    static JavaSetting of(String className) {
        return new JavaSetting(
                className, null, StringDeserializer.class.getName(), LongDeserializer.class.getName(), Map.of());
    }

    JavaSetting withPlugins(Path folder) {
        return new JavaSetting(className, folder, keyDeserializer, valueDeserializer, properties);
    }

    JavaSetting withValueDeserializer(String name, Map<String, String> with) {
        return new JavaSetting(className, plugins, keyDeserializer, name, with);
    }

    JavaSetting withKeyDeserializer(String name) {
        return new JavaSetting(className, plugins, name, valueDeserializer, properties);
    }

    RecordHandler<byte[], byte[]> create() {
        JavaSettings java = new JavaSettings(className, plugins, keyDeserializer, valueDeserializer, properties, 10);
        return Handlers.create(
                new HandlerSettings(HandlerSettings.Type.JAVA, Duration.ofSeconds(1), null, java), 4, true);
    }
}
