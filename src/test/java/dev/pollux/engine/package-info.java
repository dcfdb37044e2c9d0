/** The rules, with a time that the tests make up. */
@NullMarked
package dev.pollux.engine;

import org.jspecify.annotations.NullMarked;
