package dev.pollux.config;

import dev.pollux.config.Setting.Section;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables as keys: {@code POLLUX_} and the key in upper case, with an underscore for whatever is neither
 * letter nor digit. In a section with free keys an underscore becomes a dot, or a hyphen in HTTP headers.
 *
 * <p>Other variables that begin with {@code POLLUX_} are no mistake, since Kubernetes adds some for each service that is
 * called {@code pollux} or {@code pollux-...}. Those are left out, also where one looks like a key: service
 * {@code pollux-server} sets {@code POLLUX_SERVER_PORT=tcp://...}.
 */
final class Environment {
    private static final String PREFIX = "POLLUX_";
    private static final Set<String> OURS = Set.of("POLLUX_CONFIG");
    private static final Pattern SERVICE_HOST = Pattern.compile("(POLLUX(?:_[A-Z0-9_]+)?)_SERVICE_HOST");
    private static final Pattern SERVICE_LINK =
            Pattern.compile("_SERVICE_HOST|_SERVICE_PORT(_.*)?|_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private Environment() {}

    /** The variable that overrides a key. */
    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /**
     * The values that the environment overrides.
     *
     * @param unknown gets the names of variables that are neither a key nor from Kubernetes
     */
    static Source read(Map<String, String> environment, Consumer<String> unknown) {
        var source = new Source(Source.Kind.ENVIRONMENT, "environment");
        Map<String, String> variables =
                Keys.keys().stream().collect(Collectors.toMap(key -> variable(key.name()), key -> key.name()));
        Set<String> services = services(environment);
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX) || OURS.contains(name) || isServiceLink(name, value, services)) {
                return;
            }
            var key = variables.containsKey(name) ? variables.get(name) : freeKey(name);
            if (key == null) {
                unknown.accept(name);
            } else {
                source.put(key, value, 0);
            }
        });
        return source;
    }

    private static @Nullable String freeKey(String variable) {
        for (Section section : Keys.sections()) {
            var prefix = variable(section.prefix());
            if (variable.startsWith(prefix) && variable.length() > prefix.length()) {
                var rest = variable.substring(prefix.length()).toLowerCase(Locale.ROOT);
                return section.prefix() + rest.replace('_', section.separator());
            }
        }
        return null;
    }

    private static Set<String> services(Map<String, String> environment) {
        return environment.keySet().stream()
                .map(SERVICE_HOST::matcher)
                .filter(match -> match.matches())
                .map(match -> match.group(1))
                .filter(service -> environment.containsKey(service + "_SERVICE_PORT"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isServiceLink(String name, String value, Set<String> services) {
        return services.stream().filter(name::startsWith).anyMatch(service -> {
            var rest = name.substring(service.length());
            // Set by the pod itself, the variable has another form and means the key.
            return SERVICE_LINK.matcher(rest).matches() || (rest.equals("_PORT") && value.contains("://"));
        });
    }
}
