/** The engine's rules, one question at a time, in virtual time. */
@NullMarked
package dev.pollux.engine;

import org.jspecify.annotations.NullMarked;
