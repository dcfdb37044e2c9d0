package dev.pollux.guarantee;

/** A promise was broken; the message says which and how. */
public final class BrokenPromise extends AssertionError {
    public BrokenPromise(String message) {
        super(message);
    }
}
