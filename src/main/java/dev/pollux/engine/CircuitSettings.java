package dev.pollux.engine;

import java.time.Duration;

/**
 * The {@code circuit} section.
 *
 * @param failures records released in a row, none accepted or refused in between, that open the circuit; at least 1
 * @param probeInterval the longest time between two probes while it is open; positive. The first come sooner, by the
 *     {@code retry} section's backoff
 */
public record CircuitSettings(int failures, Duration probeInterval) {}
