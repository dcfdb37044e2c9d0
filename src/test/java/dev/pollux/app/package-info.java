/** The worker on a real broker. */
@NullMarked
package dev.pollux.app;

import org.jspecify.annotations.NullMarked;
