/**
 * Other libraries that do what Pollux does, each with a main class and a class path of its own. Compiled only by Maven's
 * profile {@code bench}.
 */
@NullMarked
package dev.pollux.bench.peers;

import org.jspecify.annotations.NullMarked;
