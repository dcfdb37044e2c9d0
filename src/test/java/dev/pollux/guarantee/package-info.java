/**
 * The promises, each written once: objects that are told what happens and throw when it breaks them. The simulation tells
 * them while it runs; the tests on a real broker replay to them what handlers saw ({@link dev.pollux.guarantee.Guarantees}).
 */
@NullMarked
package dev.pollux.guarantee;

import org.jspecify.annotations.NullMarked;
