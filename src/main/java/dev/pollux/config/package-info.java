/**
 * Reads the configuration from file, environment and command line, and reports every mistake at once. Start-up only.
 */
@NullMarked
package dev.pollux.config;

import org.jspecify.annotations.NullMarked;
