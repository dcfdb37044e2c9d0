package dev.pollux.sim;

import dev.pollux.testkit.Project;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The simulation with an engine of which one source file was changed: compiled aside, loaded by a class loader of its own. */
final class Mutant implements AutoCloseable {
    private static final Path ENGINE = Path.of("src/main/java/dev/pollux/engine");
    private static final List<String> OWN =
            List.of("dev.pollux.engine.", "dev.pollux.sim.", "dev.pollux.guarantee.", "dev.pollux.testkit.");

    private final OwnClassesFirst loader;

    private Mutant(OwnClassesFirst loader) {
        this.loader = loader;
    }

    /**
     * The file with the bug in it.
     *
     * @throws AssertionError where the text is not in the file exactly once
     */
    static String source(PlantedBug bug) throws IOException {
        String source = Files.readString(Project.folder().resolve(ENGINE).resolve(bug.file()));
        int at = source.indexOf(bug.text());
        if (at < 0 || source.indexOf(bug.text(), at + 1) >= 0) {
            throw new AssertionError(
                    "\"" + bug.text() + "\" is not once in " + bug.file() + ": bring the table up to date");
        }
        return source.replace(bug.text(), bug.replacement());
    }

    /**
     * Plants the bug.
     *
     * @param folder an empty folder, for the classes
     * @throws AssertionError where {@link #source} does, or what it gives does not compile
     */
    static Mutant of(PlantedBug bug, Path folder) throws IOException {
        Path changed = Files.createDirectories(folder.resolve("source")).resolve(bug.file());
        Files.writeString(changed, source(bug));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(changed, classes);
        return new Mutant(new OwnClassesFirst(classes));
    }

    private static void compile(Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d", classes.toString(), "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new AssertionError(source + " does not compile");
            }
        }
    }

    /** Runs seeds on it. */
    @SuppressWarnings("unchecked")
    LongFunction<String> simulation() throws ReflectiveOperationException {
        return (LongFunction<String>) loader.loadClass(SeedRun.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Takes the engine and the simulation from its own folders, and everything else from the parent. */
    private static final class OwnClassesFirst extends URLClassLoader {
        OwnClassesFirst(Path changed) throws MalformedURLException {
            super(
                    new URL[] {
                        changed.toUri().toURL(),
                        Project.target().resolve("classes").toUri().toURL(),
                        Project.target().resolve("test-classes").toUri().toURL()
                    },
                    Mutant.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (OWN.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
