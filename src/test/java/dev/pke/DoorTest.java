package dev.pke;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Holds the doors of the house, the only places where the world comes in. Elsewhere the time, ids,
 * seeds and what files hold are arguments.
 */
@Aside
class DoorTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.pke");

    private static final Set<String> FILES =
            Set.of(
                    "java.nio.file.Files",
                    "java.nio.channels.FileChannel",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.RandomAccessFile");

    /** What may come in, and through which rooms and classes, each with its reason. */
    record Door(String name, Predicate<JavaAccess<?>> lets, Map<String, String> through) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Door> doors() {
        return List.of(files(), clock(), chance(), environment(), network());
    }

    private static Door files() {
        return new Door(
                "files",
                access -> FILES.contains(access.getTargetOwner().getName()),
                Map.ofEntries(
                        Map.entry("store", "the home"),
                        Map.entry("model.checkpoint", "models' folders, and data in JSON"),
                        Map.entry("model.torch", "what the CPU says of itself"),
                        Map.entry("model.weights", "weights are mapped and written"),
                        Map.entry("model.gguf", "the file that is imported, and its place"),
                        Map.entry("audit", "bundles, and the log's own bytes"),
                        Map.entry("diff", "checkpoints, and folders restored"),
                        Map.entry("specimen", "the specimens that are shipped"),
                        Map.entry("conformance", "golden cases"),
                        Map.entry("bench", "folders to measure in"),
                        Map.entry("cli", "what a verb names"),
                        Map.entry("model.folder", "where models' folders lie and what is in them"),
                        Map.entry("model.Loaded", "whether a folder has a tokenizer"),
                        Map.entry("model.SequenceClassifier", "whether it has a tokenizer"),
                        Map.entry("judge.SpecimenOracle", "whether a specimen has a world"),
                        Map.entry("judge.remote", "replies that were paid for"),
                        Map.entry("experiment.make", "lists of questions, and sets made of them"),
                        Map.entry("experiment.plan.Plan", "whether the files it names exist"),
                        Map.entry("experiment.plan.PinnedFolder", "digests of a judge's files")));
    }

    private static Door clock() {
        return new Door(
                "clock",
                calls("java.lang.System.(currentTimeMillis|nanoTime)|java.time.*.(now|system.*)"),
                Map.of(
                        "cli", "the person's clock",
                        "store", "how long a commit takes, and so how long one waits for more",
                        "web", "how long an answer takes, and how long one waits for it",
                        "bench", "it measures"));
    }

    private static Door chance() {
        return new Door(
                "chance",
                calls(
                                "java.security.SecureRandom.*|java.util.UUID.randomUUID|java.lang.Math.random")
                        .or(calls(".*.ThreadLocalRandom.current"))
                        .or(access ->
                                access.getTarget()
                                        .getFullName()
                                        .equals("java.util.Random.<init>()")),
                Map.of("cli", "the ids of runs", "web", "the tokens of forms"));
    }

    private static Door environment() {
        return new Door(
                "environment",
                calls("java.lang.System.(getenv|getProperty)"),
                Map.of(
                        "cli", "the person's settings",
                        "model.torch", "the CPU's",
                        "bench", "the class path of the process that is killed"));
    }

    private static Door network() {
        return new Door(
                "network",
                calls("java.net.(http.*|.*Socket.*|URLConnection.*)"),
                Map.of(
                        "cli", "a server's first page, measured",
                        "judge.remote", "models elsewhere, as judges and as arms",
                        "bench", "a server's pages, measured",
                        "store.remote", "a server that holds the record"));
    }

    private static Predicate<JavaAccess<?>> calls(String name) {
        Pattern pattern = Pattern.compile(name.replace(".", "\\.").replace("\\.*", ".*"));
        return access ->
                pattern.matcher(access.getTargetOwner().getName() + "." + access.getName())
                        .matches();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void theWorldComesInThroughDoorsAlone(Door door) {
        Set<String> elsewhere = new TreeSet<>();
        Set<String> unused = new TreeSet<>(door.through.keySet());
        for (JavaClass each : HOUSE) {
            if (each.getAccessesFromSelf().stream().anyMatch(door.lets)) {
                String name = each.getName().replaceFirst("^dev\\.pke\\.", "");
                Predicate<String> holds =
                        place -> name.matches(place.replace(".", "\\.") + "([.$].*)?");
                if (door.through.keySet().stream().noneMatch(holds)) {
                    elsewhere.add(name);
                }
                unused.removeIf(holds);
            }
        }
        assertEquals(Set.of(), elsewhere, "outside of " + door.through);
        assertEquals(Set.of(), unused, "doors that nothing comes through");
    }
}
