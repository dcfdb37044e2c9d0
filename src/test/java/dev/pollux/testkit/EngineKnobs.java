package dev.pollux.testkit;

import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.CircuitSettings;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.OnExhausted;
import dev.pollux.engine.Ordering;
import dev.pollux.engine.PollSettings;
import dev.pollux.engine.RetrySettings;
import java.time.Duration;

/** An engine's settings for tests: plain defaults, and a field for what a test is about. */
public final class EngineKnobs {
    public Ordering ordering = Ordering.KEY;
    public DeliveryGuarantee delivery = DeliveryGuarantee.AT_LEAST_ONCE;
    public int concurrency = 8;
    public int maxAttempts = 3;
    public Duration backoff = Duration.ofMillis(100);
    public double jitter = 0;
    public OnExhausted onExhausted = OnExhausted.DEAD_LETTER;
    public Duration commitInterval = Duration.ofSeconds(1);
    public int commitRecords = 1000;
    public int bufferRecords = 1000;
    public long bufferBytes = 1 << 20;
    public int pollRecords = 100;
    public long pollBytes = 1;
    public Duration pollInterval = Duration.ofMinutes(5);
    public int circuitFailures = 5;
    public Duration probeInterval = Duration.ofSeconds(1);
    public Duration refreshInterval = Duration.ofHours(1);
    public int metadataChars = 4096;

    /** What the engine knows of polling. */
    public PollSettings polls() {
        return new PollSettings(pollRecords, pollBytes, pollInterval);
    }

    /** The settings as the engine takes them. */
    public EngineSettings settings() {
        return new EngineSettings(
                ordering,
                delivery,
                concurrency,
                new RetrySettings(maxAttempts, backoff, 2, Duration.ofSeconds(30), jitter),
                onExhausted,
                new CommitSettings(
                        CommitSettings.Strategy.ASYNC, commitInterval, commitRecords, refreshInterval, metadataChars),
                new CircuitSettings(circuitFailures, probeInterval),
                new BufferSettings(bufferRecords, bufferBytes));
    }
}
