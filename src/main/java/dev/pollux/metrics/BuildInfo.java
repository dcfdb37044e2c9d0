package dev.pollux.metrics;

/**
 * What runs here, for {@code pollux_build_info}.
 *
 * @param version Pollux's own
 * @param kafkaClient of the Kafka client library
 * @param java of the Java runtime
 */
public record BuildInfo(String version, String kafkaClient, String java) {}
