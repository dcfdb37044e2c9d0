package dev.pollux.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row of the reference. */
sealed interface Setting {
    /** As it is written in {@code --set}: sections joined by dots. */
    String name();

    /** What is accepted, in words. */
    String accepted();

    /** What it is for, in one sentence. */
    String meaning();

    /** The default as it would be written; null for none. */
    @Nullable
    String fallback();

    /** Whether nothing works without it. */
    boolean required();

    /**
     * A key with one value.
     *
     * @param required whether it has to be given
     */
    record ConfigKey<T>(
            String name, ValueType<T> type, @Nullable String fallback, boolean required, String meaning)
            implements Setting {
        @Override
        public String accepted() {
            return type.accepted();
        }

        /** Whether an empty text counts as absent, so that <code>${NAME:}</code> can leave it out. */
        boolean emptyIsAbsent() {
            return fallback == null && !required && !Secrets.isSecret(name);
        }
    }

    /**
     * A section whose keys are free.
     *
     * @param section what stands before the free part, without the dot
     * @param separator what an underscore of an environment variable becomes in the free part
     * @param ignoreCase whether the free part is kept in lower case
     */
    record Section(String section, char separator, boolean ignoreCase, String accepted, String meaning)
            implements Setting {
        @Override
        public String name() {
            return section + ".*";
        }

        @Override
        public @Nullable String fallback() {
            return null;
        }

        @Override
        public boolean required() {
            return false;
        }

        /** With the dot. */
        String prefix() {
            return section + '.';
        }

        boolean contains(String key) {
            return key.length() > prefix().length() && key.startsWith(prefix());
        }

        /** The key as it is kept. */
        String normalized(String key) {
            return ignoreCase ? prefix() + key.substring(prefix().length()).toLowerCase(Locale.ROOT) : key;
        }
    }
}
