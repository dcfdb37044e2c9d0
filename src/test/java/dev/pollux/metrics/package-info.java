/** What is counted comes out as counted, in formats that Prometheus' own tool accepts. */
@NullMarked
package dev.pollux.metrics;

import org.jspecify.annotations.NullMarked;
