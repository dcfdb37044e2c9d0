/** The question whether a pod is still wanted, asked of an API server over HTTPS. */
@NullMarked
package dev.pollux.kubernetes;

import org.jspecify.annotations.NullMarked;
