package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler and a deserializer that exist in a jar alone. */
class JavaPluginTest {

    private static final String HANDLER = """
            package com.example;

            import dev.pollux.api.*;

            public class Greeter implements Handler<Name, Name> {
                private String greeting;

                @Override
                public void open() throws Exception {
                    try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream("greeting.txt")) {
                        greeting = new String(in.readAllBytes());
                    }
                }

                @Override
                public Outcome handle(Delivery<Name, Name> delivery) throws Exception {
                    Class.forName("com.example.Name", true, Thread.currentThread().getContextClassLoader());
                    return Outcome.reject(greeting + " " + delivery.value().name());
                }
            }
            """;

    private static final String DESERIALIZER = """
            package com.example;

            import org.apache.kafka.common.serialization.Deserializer;

            public class NameDeserializer implements Deserializer<Name> {
                @Override
                public Name deserialize(String topic, byte[] data) {
                    return new Name(new String(data));
                }
            }
            """;

    private static final String NAME = "package com.example; public record Name(String name) {}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    @Test
    void aHandlerIsLoadedFromAJarAndSeesItsOwnClassesAndResources() throws Exception {
        Path plugins = pluginFolder();
        String deserializer = "com.example.NameDeserializer";
        Handler<byte[], byte[]> handler = (Handler<byte[], byte[]>) JavaSetting.of("com.example.Greeter")
                .withPlugins(plugins)
                .withKeyDeserializer(deserializer)
                .withValueDeserializer(deserializer, Map.of())
                .create();
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        handler.open();
        assertThat(handler.handle(orders("k", "world"))).isEqualTo(Outcome.reject("hello world"));
        handler.close();

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private Path pluginFolder() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path greeter = Files.writeString(sources.resolve("Greeter.java"), HANDLER);
        Path deserializer = Files.writeString(sources.resolve("NameDeserializer.java"), DESERIALIZER);
        Path name = Files.writeString(sources.resolve("Name.java"), NAME);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        greeter.toString(),
                        deserializer.toString(),
                        name.toString());
        assertThat(result).isZero();
        Files.writeString(classes.resolve("greeting.txt"), "hello");

        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.writeString(plugins.resolve("README"), "not a jar");
        jar(plugins.resolve("greeter.jar"), classes, "com/example/Greeter.class", "greeting.txt");
        jar(plugins.resolve("names.jar"), classes, "com/example/NameDeserializer.class", "com/example/Name.class");
        return plugins;
    }

    private static void jar(Path jar, Path root, String... entries) throws Exception {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String entry : entries) {
                out.putNextEntry(new JarEntry(entry));
                Files.copy(root.resolve(entry), out);
            }
        }
    }
}
