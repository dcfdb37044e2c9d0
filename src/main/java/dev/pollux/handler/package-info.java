/**
 * The kinds of handler, one file and one settings record each, and the decoding in front of a typed one.
 *
 * <p>Handlers are called from many threads at a time and do I/O.
 */
@NullMarked
package dev.pollux.handler;

import org.jspecify.annotations.NullMarked;
