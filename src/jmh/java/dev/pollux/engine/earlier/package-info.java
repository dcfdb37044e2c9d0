/**
 * Versions that the engine's parts had, or would have had as one writes them first; kept to be measured beside those of
 * today, and never changed. They depend on nothing of the engine.
 */
@NullMarked
package dev.pollux.engine.earlier;

import org.jspecify.annotations.NullMarked;
