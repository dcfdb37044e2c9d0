package dev.pollux.admin;

import org.jspecify.annotations.Nullable;

/**
 * The {@code server} section.
 *
 * @param port 0 takes a free one
 * @param adminToken the bearer token of the admin calls; null answers them with 404
 */
public record ServerSettings(int port, @Nullable String adminToken) {
    /** Without the token. */
    @Override
    public String toString() {
        return "ServerSettings[port=" + port + ']';
    }
}
