/**
 * Counts what the engine and the poll loop report, and answers with Prometheus text. Called from any thread.
 */
@NullMarked
package dev.pollux.metrics;

import org.jspecify.annotations.NullMarked;
