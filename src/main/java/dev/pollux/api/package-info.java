/**
 * What the author of a handler sees: the delivery, the outcome and the four shapes of a handler.
 *
 * <p>No threads and no I/O here. Of Kafka's classes only {@code Headers} appears, so that a handler and a Kafka
 * {@code Deserializer} see the same headers.
 */
@NullMarked
package dev.pollux.api;

import org.jspecify.annotations.NullMarked;
