package dev.pollux.admin;

import dev.pollux.engine.PauseScope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UnauthorizedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /pause} and {@code POST /resume}, for who has the token: {@code ?topic=} and {@code &partition=} narrow them. A
 * pause holds for this process, through rebalances, until it is resumed or the process ends.
 */
final class PauseCalls {
    private static final String PAUSE = "/pause";
    private static final String RESUME = "/resume";
    private static final String SCHEME = "Bearer ";

    private final byte[] token;
    private final Pausing pausing;

    private PauseCalls(String token, Pausing pausing) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.pausing = pausing;
    }

    /** Adds the two paths; without a token there are none. */
    static void register(RoutesConfig routes, @Nullable String token, Pausing pausing) {
        if (token != null) {
            var calls = new PauseCalls(token, pausing);
            routes.post(PAUSE, context -> calls.answer(context, true));
            routes.post(RESUME, context -> calls.answer(context, false));
        }
    }

    static boolean isPath(String path) {
        return path.equals(PAUSE) || path.equals(RESUME);
    }

    private void answer(Context context, boolean pause) {
        if (!isAllowed(context.header(Header.AUTHORIZATION))) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
            throw new UnauthorizedResponse();
        }
        pausing.pause(scope(context.queryParam("topic"), context.queryParam("partition")), pause);
        context.status(204);
    }

    private boolean isAllowed(@Nullable String authorization) {
        // The same time whatever is right of it.
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static PauseScope scope(@Nullable String topic, @Nullable String partition) {
        if (partition == null) {
            return new PauseScope(topic, null);
        }
        if (topic == null) {
            throw new BadRequestResponse("partition needs a topic");
        }
        try {
            return new PauseScope(topic, Integer.parseUnsignedInt(partition));
        } catch (NumberFormatException e) {
            throw new BadRequestResponse("partition: accepted is a whole number from 0");
        }
    }
}
