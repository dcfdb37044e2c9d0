package dev.pollux.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Map;

/**
 * The log: standard output belongs to the log handler, so messages go to standard error, each on one line, a stack trace too.
 *
 * <p>In Java, and named to SLF4J: Logback's XML, and looking into every library for who writes the log, cost a start more than
 * reading the configuration does. {@code -Dlogback.configurationFile=...} takes its place. Made by SLF4J.
 */
public final class Logging extends LogbackServiceProvider {
    private static final String PROVIDER = "slf4j.provider";
    private static final String SLF4J_LEVEL = "slf4j.internal.verbosity";
    private static final String OWN_FILE = "logback.configurationFile";
    private static final String LEVEL_VARIABLE = "LOG_LEVEL";
    private static final String PATTERN = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level [%thread] %logger{0} - "
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

    /** Writes the log of this process, unless another was named; to be called before the first logger is made. */
    static void use() {
        if (System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, Logging.class.getName());
            // It would say that it was told so.
            System.setProperty(SLF4J_LEVEL, "WARN");
        }
    }

    @Override
    public void initialize() {
        if (System.getProperty(OWN_FILE) != null) {
            super.initialize();
            return;
        }
        var logging = (LoggerContext) getLoggerFactory();
        logging.setName("default");
        logging.setMDCAdapter(getMDCAdapter());
        LEVELS.forEach((name, level) -> logging.getLogger(name).setLevel(level));
        logging.getLogger("dev.pollux").setLevel(Level.toLevel(System.getenv(LEVEL_VARIABLE), Level.INFO));
        logging.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(logging));
        logging.start();
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
