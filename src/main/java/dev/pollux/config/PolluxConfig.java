package dev.pollux.config;

import dev.pollux.admin.ServerSettings;
import dev.pollux.engine.EngineSettings;
import dev.pollux.handler.HandlerSettings;
import dev.pollux.kafka.KafkaSettings;
import dev.pollux.scaling.ScalingSettings;
import java.time.Duration;

/**
 * The whole configuration, checked.
 *
 * @param drainTimeout {@code shutdown.drain-timeout}: how long a stop waits for the records in flight
 */
public record PolluxConfig(
        EngineSettings engine,
        KafkaSettings kafka,
        HandlerSettings handler,
        ScalingSettings scaling,
        ServerSettings server,
        Duration drainTimeout) {}
