/**
 * Is this pod still wanted? Asked of the API server over HTTPS, in the calling thread, when the worker stops.
 */
@NullMarked
package dev.pollux.kubernetes;

import org.jspecify.annotations.NullMarked;
