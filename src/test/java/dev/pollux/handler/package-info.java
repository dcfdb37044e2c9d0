/** The handlers against real servers, sockets, streams and jars. */
@NullMarked
package dev.pollux.handler;

import org.jspecify.annotations.NullMarked;
