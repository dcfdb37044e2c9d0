package dev.pollux.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * The log: standard output belongs to the log handler, so messages go to standard error, each on one line, a stack trace too.
 *
 * <p>In Java, because Logback's XML costs a start as much as the configuration of all the rest. Logback finds it as a service;
 * {@code -Dlogback.configurationFile=...} takes its place.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String OWN_FILE = "logback.configurationFile";
    private static final String LEVEL_VARIABLE = "LOG_LEVEL";
    private static final String PATTERN =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level [%thread] %logger{0} - "
                    + "%replace(%msg%n%ex){'\\s*[\\r\\n]+\\s*(?=\\S)', ' | '}%nopex";

    private static final Map<String, Level> LEVELS = Map.of(
            Logger.ROOT_LOGGER_NAME,
            Level.WARN,
            // The poll loop says itself, once in a while, that brokers cannot be reached.
            "org.apache.kafka.clients.NetworkClient",
            Level.ERROR,
            "org.apache.kafka.clients.ClientUtils",
            Level.ERROR,
            // A port that is taken is reported as such.
            "io.javalin",
            Level.OFF,
            // Failed requests are outcomes, which the workers report without a flood.
            "io.vertx",
            Level.OFF);

    /** Called by Logback, once. */
    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        if (System.getProperty(OWN_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LEVELS.forEach((name, level) -> logging.getLogger(name).setLevel(level));
        logging.getLogger("dev.pollux").setLevel(Level.toLevel(System.getenv(LEVEL_VARIABLE), Level.INFO));
        logging.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(logging));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext logging) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(logging);
        encoder.setPattern(PATTERN);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(logging);
        appender.setName("STDERR");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
