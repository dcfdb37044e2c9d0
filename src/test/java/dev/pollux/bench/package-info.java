/**
 * What Pollux costs beside a bare consumer: one topic, one broker, contestants in turn, each in a JVM of its own.
 */
@NullMarked
package dev.pollux.bench;

import org.jspecify.annotations.NullMarked;
