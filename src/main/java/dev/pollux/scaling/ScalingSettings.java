package dev.pollux.scaling;

import java.time.Duration;

/**
 * The {@code scaling} section.
 *
 * @param drainTarget within what time today's lag is to be worked off, beside what arrives; positive
 */
public record ScalingSettings(Duration drainTarget) {}
