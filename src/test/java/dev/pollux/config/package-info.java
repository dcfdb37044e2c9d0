/** Reading the configuration: what is accepted, and how mistakes are named. */
@NullMarked
package dev.pollux.config;

import org.jspecify.annotations.NullMarked;
