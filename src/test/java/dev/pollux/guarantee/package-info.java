/** The promises as checks, for the tests on a real broker. */
@NullMarked
package dev.pollux.guarantee;

import org.jspecify.annotations.NullMarked;
