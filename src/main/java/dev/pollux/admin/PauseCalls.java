package dev.pollux.admin;

import dev.pollux.engine.PauseScope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UnauthorizedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /pause} and {@code POST /resume}, for who has the token: {@code ?topic=} and {@code &partition=} narrow them. A
 * pause holds for this process, through rebalances, until it is resumed or the process ends.
 */
final class PauseCalls {
    private static final String PAUSE = "/pause";
    private static final String RESUME = "/resume";
    private static final String SCHEME = "Bearer ";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int LONGEST_SHOWN = 40;

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
            throw new BadRequestResponse(
                    "partition: found '" + shown(partition) + "' without a topic; accepted: topic alone, or both");
        }
        if (!NUMBER.matcher(partition).matches()) {
            throw new BadRequestResponse(
                    "partition: found '" + shown(partition) + "'; accepted: a whole number from 0 to 999999999");
        }
        return new PauseScope(topic, Integer.parseInt(partition));
    }

    /** For an answer that may be JSON: short, and without what JSON or a terminal would take for something else. */
    private static String shown(String text) {
        String plain = text.replaceAll("[^\\w.,:+-]", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "...";
    }
}
