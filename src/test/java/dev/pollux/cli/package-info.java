/** The commands, run in this process. */
@NullMarked
package dev.pollux.cli;

import org.jspecify.annotations.NullMarked;
