/** The policies of scaling: one by one, and against simulated load. */
@NullMarked
package dev.pollux.scaling;

import org.jspecify.annotations.NullMarked;
