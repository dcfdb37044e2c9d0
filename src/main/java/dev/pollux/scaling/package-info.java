/**
 * How far the whole group is behind, and how many members it needs. Pure: no thread, no clock, no I/O. Looks go in, figures come
 * out.
 */
@NullMarked
package dev.pollux.scaling;

import org.jspecify.annotations.NullMarked;
