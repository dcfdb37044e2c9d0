package dev.pollux.metrics;

/**
 * All metrics at one moment.
 *
 * @param contentType the format, as the HTTP header puts it
 * @param text in that format
 */
public record Exposition(String contentType, String text) {}
