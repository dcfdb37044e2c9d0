/** The workers and the lock, on a real engine without Kafka. */
@NullMarked
package dev.pollux.worker;

import org.jspecify.annotations.NullMarked;
