/**
 * What a record costs in the engine's inner parts, beside earlier versions of the same.
 *
 * <p>The classes named {@code Current...} are the only ones that touch what the engine keeps to itself: who changes that
 * adapts them, and the benchmarks stay as they are.
 */
@NullMarked
package dev.pollux.engine;

import org.jspecify.annotations.NullMarked;
