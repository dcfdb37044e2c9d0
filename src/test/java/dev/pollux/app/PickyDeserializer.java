package dev.pollux.app;

import dev.pollux.testkit.Records;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Refuses {@code v1}. */
public final class PickyDeserializer implements Deserializer<String> {
    @Override
    public String deserialize(String topic, byte[] data) {
        String text = Records.text(data);
        if (text.equals("v1")) {
            throw new SerializationException("not this one");
        }
        return text;
    }
}
