/**
 * The HTTP server: probes, metrics, status. Reads snapshots only; never touches the consumer.
 */
@NullMarked
package dev.pollux.admin;

import org.jspecify.annotations.NullMarked;
