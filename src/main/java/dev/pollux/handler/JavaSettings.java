package dev.pollux.handler;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code handler.java} section.
 *
 * @param className a class that implements one of the four handler shapes of {@code dev.pollux.api}
 * @param plugins a folder of jars that is searched after the class path; null for none
 * @param keyDeserializer class name of a Kafka {@code Deserializer}
 * @param valueDeserializer class name of a Kafka {@code Deserializer}
 * @param deserializerProperties passed to both deserializers' {@code configure}
 * @param batchMaxRecords the most records that a batch handler gets at once; at least 1
 */
public record JavaSettings(
        String className,
        @Nullable Path plugins,
        String keyDeserializer,
        String valueDeserializer,
        Map<String, String> deserializerProperties,
        int batchMaxRecords) {
    /** Without the values of the deserializers' properties: they may be secrets. */
    @Override
    public String toString() {
        return "JavaSettings[className=" + className + ", plugins=" + plugins + ", keyDeserializer=" + keyDeserializer
                + ", valueDeserializer=" + valueDeserializer + ", deserializerProperties="
                + deserializerProperties.keySet() + ", batchMaxRecords=" + batchMaxRecords + ']';
    }
}
