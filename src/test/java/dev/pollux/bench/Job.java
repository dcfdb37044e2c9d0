package dev.pollux.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the process of a contestant is to do; travels as its arguments.
 *
 * @param contestant its key
 * @param records in the topic
 * @param concurrency handler calls at once, or consumers, where the contestant knows such a thing
 * @param sleepMillis so long the handler sleeps for each record; 0 for not at all
 */
public record Job(
        String contestant, String servers, String topic, String group, int records, int concurrency, int sleepMillis) {

    /** From a process's arguments. */
    public static Job of(String[] arguments) {
        return new Job(
                arguments[0],
                arguments[1],
                arguments[2],
                arguments[3],
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]));
    }

    List<String> arguments() {
        return List.of(
                contestant,
                servers,
                topic,
                group,
                Integer.toString(records),
                Integer.toString(concurrency),
                Integer.toString(sleepMillis));
    }

    Source source() {
        return new Source(servers, topic, group);
    }

    /** A consumer's properties: the client's defaults, but for what has none. */
    public Map<String, Object> consumer() {
        return new HashMap<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
    }
}
