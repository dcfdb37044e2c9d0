package dev.pollux.engine;

/**
 * The {@code buffer} section: what is fetched and not finished, in this process.
 *
 * @param maxRecords at least 1
 * @param maxBytes serialized keys, values and headers; at least 1
 */
public record BufferSettings(int maxRecords, long maxBytes) {}
