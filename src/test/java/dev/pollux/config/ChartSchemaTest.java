package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pollux.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The chart's schema knows the worker's keys. Run with {@code -Dpollux.docs.write=true} to write that part anew. */
class ChartSchemaTest {
    private static final Path SCHEMA = Project.folder().resolve("helm/pollux/values.schema.json");

    @Test
    void theConfigPartIsMadeOfTheKeys() throws IOException {
        ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(SCHEMA.toFile());
        if (Boolean.getBoolean("pollux.docs.write")) {
            schema.withObjectProperty("$defs").set("config", ChartSchema.config());
            Files.writeString(SCHEMA, ChartSchema.text(schema));
        }
        assertThat(ChartSchema.text(schema.at("/$defs/config"))).isEqualTo(ChartSchema.text(ChartSchema.config()));
    }

    @Test
    void theRootIsClosed() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(SCHEMA.toFile())
                        .path("additionalProperties")
                        .isBoolean())
                .isTrue();
    }
}
