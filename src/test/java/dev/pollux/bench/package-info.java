/**
 * What Pollux costs beside a bare consumer: workloads on one broker, contestants in turn, each in a JVM of its own.
 */
@NullMarked
package dev.pollux.bench;

import org.jspecify.annotations.NullMarked;
