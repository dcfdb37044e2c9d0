package dev.pollux;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.pollux.testkit.Project;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom, and what the engine must not do. */
class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter().importPath(Project.target().resolve("classes"));

    /** Of our own packages, these and no other may be used; app assembles everything. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("api", Set.of()),
            entry("engine", Set.of("api")),
            entry("scaling", Set.of()),
            entry("worker", Set.of("engine", "api")),
            entry("kafka", Set.of("engine", "api", "scaling")),
            entry("handler", Set.of("api")),
            entry("kubernetes", Set.of()),
            entry("metrics", Set.of("engine", "api", "scaling")),
            entry("admin", Set.of("engine")),
            entry(
                    "config",
                    Set.of("engine", "worker", "kafka", "handler", "kubernetes", "metrics", "admin", "scaling")),
            entry("cli", Set.of("app", "config")));

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.pollux.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @TestFactory
    Stream<DynamicTest> packagesKnowOnlyWhatTheyMay() {
        return ALLOWED.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> knowsOnly(rule.getKey(), rule.getValue())));
    }

    @Test
    void everyPackageHasARule() {
        Set<String> open = Set.of("app");
        assertThat(MAIN.stream().map(ArchitectureTest::part).filter(part -> !part.isEmpty()))
                .allMatch(part -> ALLOWED.containsKey(part) || open.contains(part));
    }

    @Test
    void apiNeedsNothingButHeaders() {
        classes()
                .that()
                .resideInAPackage("dev.pollux.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.pollux.api..", "java..", "org.jspecify..", "org.apache.kafka.common.header..")
                .check(MAIN);
    }

    @Test
    void engineNeedsNoLibrary() {
        classes()
                .that()
                .resideInAPackage("dev.pollux.engine..")
                .should()
                .onlyDependOnClassesThat(engineMayUse())
                .check(MAIN);
    }

    @Test
    void engineHasNoThreadAndNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.pollux.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        // A counter that a worker moves is allowed: java.util.concurrent.atomic.
                        "java.util.concurrent",
                        "java.util.concurrent.locks..",
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class, java.time.Clock.class, System.Logger.class)
                .check(MAIN);
    }

    @Test
    void engineHasNoClockAndNoChanceOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage("dev.pollux.engine..")
                .should()
                .accessTargetWhere(isOneOf(Map.of(
                        "java.lang.System", Set.of("nanoTime", "currentTimeMillis", "identityHashCode", "out", "err"),
                        "java.time.Instant", Set.of("now"),
                        "java.time.LocalDateTime", Set.of("now"),
                        "java.time.ZonedDateTime", Set.of("now"),
                        "java.lang.Math", Set.of("random"),
                        "java.util.UUID", Set.of("randomUUID"),
                        "java.util.Random", Set.of("<init>"),
                        "java.util.random.RandomGenerator", Set.of("of", "getDefault"))))
                .check(MAIN);
    }

    @Test
    void engineNeverIteratesByHash() {
        // The order of the immutable sets and maps even changes from one JVM to the next.
        noClasses()
                .that()
                .resideInAPackage("dev.pollux.engine..")
                .should()
                .accessTargetWhere(isOneOf(Map.of(
                        "java.util.HashMap", Set.of("<init>", "newHashMap"),
                        "java.util.HashSet", Set.of("<init>", "newHashSet"),
                        "java.util.IdentityHashMap", Set.of("<init>"),
                        "java.util.WeakHashMap", Set.of("<init>"),
                        "java.util.Map", Set.of("of", "ofEntries", "copyOf"),
                        "java.util.Set", Set.of("of", "copyOf"),
                        "java.util.stream.Collectors", Set.of("toSet", "toMap", "groupingBy"))))
                .because("a seed must replay: use LinkedHashMap, TreeMap or an array")
                .check(MAIN);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)(\\$.*)?")
                .check(MAIN);
    }

    private static void knowsOnly(String part, Set<String> allowed) {
        classes()
                .that()
                .resideInAPackage("dev.pollux." + part + "..")
                .should()
                .onlyDependOnClassesThat(new DescribedPredicate<>("are in " + part + ", " + allowed + " or foreign") {
                    @Override
                    public boolean test(JavaClass target) {
                        String other = part(target);
                        return !ours(target) || other.equals(part) || allowed.contains(other);
                    }
                })
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> engineMayUse() {
        return new DescribedPredicate<>("are in engine, api, Java or JSpecify, or TopicPartition and Headers") {
            @Override
            public boolean test(JavaClass target) {
                String name = target.getBaseComponentType().getPackageName();
                return target.getBaseComponentType().isPrimitive()
                        || name.startsWith("java.")
                        || name.startsWith("org.jspecify.")
                        || name.startsWith("dev.pollux.engine")
                        || name.startsWith("dev.pollux.api")
                        || name.equals("org.apache.kafka.common.header")
                        || target.getName().equals("org.apache.kafka.common.TopicPartition");
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> isOneOf(Map<String, Set<String>> members) {
        return new DescribedPredicate<>("are " + members) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return members.getOrDefault(access.getTargetOwner().getName(), Set.of())
                        .contains(access.getTarget().getName());
            }
        };
    }

    private static boolean ours(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith("dev.pollux");
    }

    /** {@code engine} for everything in and under {@code dev.pollux.engine}; empty for what is not in a part of ours. */
    private static String part(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith("dev.pollux.")
                ? name.substring("dev.pollux.".length()).replaceAll("\\..*", "")
                : "";
    }
}
