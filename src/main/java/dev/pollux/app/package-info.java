/**
 * Assembles the worker in one place, top to bottom, starts it, and stops it in reverse.
 */
@NullMarked
package dev.pollux.app;

import org.jspecify.annotations.NullMarked;
