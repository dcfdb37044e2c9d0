/**
 * The commands and their exit codes.
 */
@NullMarked
package dev.pollux.cli;

import org.jspecify.annotations.NullMarked;
