package dev.pollux.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One counter for each constant of an enum, all there from the start: a series that appears only with its first event
 * hides that event from Prometheus' {@code rate}.
 *
 * <p>Any thread may read; nothing is added or replaced.
 */
final class PerConstant<K extends Enum<K>, V> {
    private final EnumMap<K, V> values;

    PerConstant(Class<K> constants, Supplier<V> counter) {
        values = new EnumMap<>(constants);
        for (K constant : constants.getEnumConstants()) {
            values.put(constant, counter.get());
        }
    }

    V get(K constant) {
        return Objects.requireNonNull(values.get(constant));
    }

    /** In the enum's order, with the constant as it is written in a label: {@code dead_lettered}. */
    void forEach(BiConsumer<String, V> visitor) {
        values.forEach((constant, value) -> visitor.accept(constant.name().toLowerCase(Locale.ROOT), value));
    }
}
