/**
 * Virtual threads that call handlers, their deadlines, and the lock under which the engine is stepped.
 */
@NullMarked
package dev.pollux.worker;

import org.jspecify.annotations.NullMarked;
