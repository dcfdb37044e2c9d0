/** Real requests to the real server, with handmade snapshots behind it. */
@NullMarked
package dev.pollux.admin;

import org.jspecify.annotations.NullMarked;
