/**
 * The training run for the container image: a worker at work, watched by its JVM, which writes what it learnt into an
 * ahead-of-time cache (JEP 514), so that the image's worker starts faster.
 */
@NullMarked
package dev.pollux.image;

import org.jspecify.annotations.NullMarked;
