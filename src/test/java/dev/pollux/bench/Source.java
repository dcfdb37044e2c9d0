package dev.pollux.bench;

import dev.pollux.config.ConfigReader;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import dev.pollux.kafka.ClientProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a contestant reads, and as which group. */
record Source(String servers, String topic, String group) {

    /** Pollux's configuration: the defaults, but for what has none and what {@code settings} ({@code key=value}) say. */
    PolluxConfig config(String... settings) throws InvalidConfigException {
        List<String> all = new ArrayList<>(
                List.of("kafka.bootstrap.servers=" + servers, "group=" + group, "topics=" + topic, "server.port=0"));
        all.addAll(List.of(settings));
        return ConfigReader.read(null, Map.of(), all);
    }

    /** The properties of the consumer inside Pollux, with these settings ({@code key=value}). */
    Map<String, Object> polluxConsumer(String... settings) throws InvalidConfigException {
        List<String> all = new ArrayList<>(List.of("handler.type=discard"));
        all.addAll(List.of(settings));
        PolluxConfig config = config(all.toArray(String[]::new));
        return new ClientProperties(config.kafka(), config.engine().buffer()).consumer();
    }
}
