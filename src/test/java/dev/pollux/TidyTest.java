package dev.pollux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.pollux.testkit.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Style is an ordinary unit test: small files, small methods, every package introduced, nothing left for later. */
class TidyTest {
    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 70;
    private static final List<Path> FILES = javaFiles();

    @Test
    void filesAreSmall() {
        List<Integer> lengths =
                FILES.stream().map(file -> lines(file).size()).sorted().toList();
        System.out.printf(
                "%d Java files, median %d lines, longest %d%n",
                lengths.size(), lengths.get(lengths.size() / 2), lengths.getLast());
        assertThat(FILES).allMatch(file -> lines(file).size() <= FILE_LINES, "at most " + FILE_LINES + " lines");
    }

    @Test
    void methodsAreSmall() throws IOException {
        assertThat(methodsOver(METHOD_LINES)).isEmpty();
    }

    @Test
    void everyPackageIsIntroduced() {
        assertThat(FILES.stream().map(Path::getParent).distinct())
                .allMatch(
                        folder -> folder.endsWith("dev/pollux") || introduced(folder.resolve("package-info.java")),
                        "has a package-info.java with a doc comment and @NullMarked");
    }

    @Test
    void nothingIsLeftForLater() {
        Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
        assertThat(FILES).noneMatch(file -> later.matcher(text(file)).find());
    }

    @Test
    void namesSayWhatAClassDoes() {
        Pattern empty = Pattern.compile(".*(Manager|Helper|Utils?|Impl)\\.java");
        assertThat(FILES)
                .noneMatch(file -> empty.matcher(file.getFileName().toString()).matches());
    }

    private static boolean introduced(Path file) {
        return Files.exists(file) && text(file).startsWith("/**") && text(file).contains("\n@NullMarked\npackage ");
    }

    private static List<String> methodsOver(int limit) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLong = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(FILES));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodLengths(unit, positions, limit, tooLong).scan(unit, null);
            }
        }
        return tooLong;
    }

    private static final class MethodLengths extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int limit;
        private final List<String> tooLong;

        MethodLengths(CompilationUnitTree unit, SourcePositions positions, int limit, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.limit = limit;
            this.tooLong = tooLong;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            if (last - first + 1 > limit) {
                tooLong.add(unit.getSourceFile().getName() + ": " + method.getName() + " has " + (last - first + 1)
                        + " lines");
            }
            return super.visitMethod(method, null);
        }
    }

    private static List<Path> javaFiles() {
        try (Stream<Path> files = Files.walk(Project.folder().resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
