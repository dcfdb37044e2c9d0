/**
 * Virtual threads that call handlers, what the poll thread handles itself, deadlines, and the lock under which the engine is stepped.
 */
@NullMarked
package dev.pollux.worker;

import org.jspecify.annotations.NullMarked;
