/** The poll loop and its parts on Kafka's {@code MockConsumer}, with a real engine behind them. */
@NullMarked
package dev.pollux.kafka;

import org.jspecify.annotations.NullMarked;
