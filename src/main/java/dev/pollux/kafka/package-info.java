/**
 * The one thread that owns the consumer, the rebalance callbacks and the producer of dead letters.
 */
@NullMarked
package dev.pollux.kafka;

import org.jspecify.annotations.NullMarked;
