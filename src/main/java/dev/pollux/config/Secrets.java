package dev.pollux.config;

import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which values are never shown. In doubt a value is a secret. */
final class Secrets {
    static final String MASK = "***";

    private static final Pattern TELLING = Pattern.compile(
            "pass(word|wd|phrase)|secret|token|jaas|credential|private|authorization|cookie|user\\.info|(^|[._-])key$"
                    + "|api[._-]?key",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_SHOWN = 80;

    private Secrets() {}

    /** Whether the values of a key are secrets. */
    static boolean isSecret(String key) {
        if (key.startsWith(Keys.HEADERS.prefix())) {
            return true;
        }
        if (key.startsWith(Keys.KAFKA.prefix())) {
            var property = key.substring(Keys.KAFKA.prefix().length());
            return isPassword(ConsumerConfig.configDef(), property)
                    || isPassword(ProducerConfig.configDef(), property)
                    || TELLING.matcher(property).find();
        }
        if (key.startsWith(Keys.DESERIALIZER.prefix())) {
            return TELLING.matcher(key).find();
        }
        return key.equals(Keys.ADMIN_TOKEN.name());
    }

    /**
     * A value as it may be shown: on one line, not too long, and masked where the key or an expression in it says that
     * it is a secret.
     *
     * @param raw as it was written, before expressions were replaced
     */
    static String shown(String key, String raw, String value) {
        boolean fromSecret = raw.contains("${file:")
                || (raw.contains("${") && TELLING.matcher(raw).find());
        if (fromSecret || isSecret(key)) {
            return MASK;
        }
        var text = key.equals(Keys.URL.name()) ? withoutSecrets(value) : value;
        text = text.replaceAll("\\p{Cntrl}", " ");
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    /** A URL's user part and query can carry credentials. */
    private static String withoutSecrets(String url) {
        return url.replaceAll("//[^/]*@", "//" + MASK + '@').replaceAll("\\?.*", "?" + MASK);
    }

    private static boolean isPassword(ConfigDef definition, String property) {
        var key = definition.configKeys().get(property);
        return key != null && key.type == ConfigDef.Type.PASSWORD;
    }
}
