package dev.pollux.handler;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaSettingsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    @Test
    void aMissingClassIsNamed() {
        refused(JavaSetting.of("com.example.Missing"), "handler.java.class", "'com.example.Missing'", "not found");
    }

    @Test
    void anInnerClassNeedsItsDollar() {
        refused(JavaSetting.of("dev.pollux.handler.SampleHandlers.One"), "handler.java.class", "not found");
    }

    @ParameterizedTest
    @ValueSource(classes = {SampleHandlers.NoHandler.class, String.class})
    void anotherKindOfClassIsNamed(Class<?> type) {
        refused(JavaSetting.of(type), "handler.java.class", type.getName(), "another kind", "dev.pollux.api.Handler");
    }

    @ParameterizedTest
    @ValueSource(classes = {SampleHandlers.PrivateConstructor.class, SampleHandlers.WithParameter.class})
    void aClassWithoutAUsableConstructorIsNamed(Class<?> type) {
        refused(JavaSetting.of(type), "handler.java.class", type.getName(), "no public constructor without parameters");
    }

    @Test
    void abstractHiddenAndAmbiguousClassesAreNamed() {
        refused(JavaSetting.of(SampleHandlers.Unfinished.class), "handler.java.class", "is abstract");
        refused(JavaSetting.of(SampleHandlers.NotPublic.class), "handler.java.class", "is not public");
        refused(JavaSetting.of(SampleHandlers.TwoShapes.class), "handler.java.class", "several handler interfaces");
    }

    @Test
    void aConstructorThatThrowsIsNoMatterOfConfiguration() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        JavaSetting.of(SampleHandlers.FailingConstructor.class).create())
                .withMessageContainingAll("handler.java.class", "no database");
    }

    @Test
    void deserializersAreChecked() {
        JavaSetting good = JavaSetting.of(SampleHandlers.One.class);
        refused(good.withKeyDeserializer("Nope"), "handler.java.key-deserializer", "'Nope'", "not found");
        refused(
                good.withValueDeserializer("java.lang.String", Map.of()),
                "handler.java.value-deserializer",
                "'java.lang.String'",
                "org.apache.kafka.common.serialization.Deserializer");
    }

    @Test
    void thePluginFolderHasToBeOne() throws Exception {
        JavaSetting good = JavaSetting.of(SampleHandlers.One.class);
        Path missing = folder.resolve("missing");
        refused(good.withPlugins(missing), "handler.java.plugins", missing.toString(), "accepted: a folder");
        Path file = Files.createFile(folder.resolve("file.jar"));
        refused(good.withPlugins(file), "handler.java.plugins", file.toString(), "not a folder");
    }

    private static void refused(JavaSetting setting, String... message) {
        assertThatIllegalArgumentException().isThrownBy(setting::create).withMessageContainingAll(message);
    }
}
