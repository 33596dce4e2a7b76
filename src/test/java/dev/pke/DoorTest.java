package dev.pke;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Holds the doors of the house, the only places where the world comes in. Elsewhere the time, ids,
 * seeds and what files hold are arguments.
 */
class DoorTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.pke");

    /** What may come in, and through which rooms and classes, each with its reason. */
    enum Door {
        FILES(
                access ->
                        Set.of(
                                        "java.nio.file.Files",
                                        "java.nio.channels.FileChannel",
                                        "java.io.FileInputStream",
                                        "java.io.FileOutputStream",
                                        "java.io.FileReader",
                                        "java.io.FileWriter",
                                        "java.io.RandomAccessFile")
                                .contains(access.getTargetOwner().getName()),
                Map.ofEntries(
                        Map.entry("store", "the home"),
                        Map.entry("model.checkpoint", "models' folders, and data in JSON"),
                        Map.entry("model.torch", "what the CPU says of itself"),
                        Map.entry("model.weights", "weights are mapped and written"),
                        Map.entry("audit", "bundles, and the log's own bytes"),
                        Map.entry("diff", "checkpoints, and folders restored"),
                        Map.entry("specimen", "the specimens that are shipped"),
                        Map.entry("conformance", "golden cases"),
                        Map.entry("bench", "folders to measure in"),
                        Map.entry("cli", "what a verb names"),
                        Map.entry("model.LanguageModel", "whether a folder has a tokenizer"),
                        Map.entry("model.SequenceClassifier", "whether it has a tokenizer"),
                        Map.entry("judge.JudgeRegistry", "whether a specimen has a world"),
                        Map.entry("experiment.plan.Plan", "whether the files it names exist"),
                        Map.entry("experiment.plan.Pinned", "digests of a file's records"))),
        CLOCK(
                access ->
                        Set.of(
                                                "now",
                                                "systemUTC",
                                                "systemDefaultZone",
                                                "currentTimeMillis",
                                                "nanoTime")
                                        .contains(access.getName())
                                && access.getTargetOwner()
                                        .getName()
                                        .matches("java\\.(time|lang)\\..*"),
                Map.of(
                        "cli", "the person's clock",
                        "store", "how long a commit takes, and so how long one waits for more",
                        "web", "how long an answer takes, and how long one waits for it",
                        "bench", "it measures")),
        CHANCE(
                access ->
                        access.getTargetOwner().getName().equals("java.security.SecureRandom")
                                || Set.of("randomUUID", "random").contains(access.getName())
                                        && access.getTargetOwner().getName().startsWith("java.")
                                || access.getTarget()
                                        .getFullName()
                                        .matches(
                                                ".*ThreadLocalRandom\\.current.*|java\\.util\\.Random\\.<init>\\(\\)"),
                Map.of("cli", "the ids of runs", "web", "the tokens of forms")),
        ENVIRONMENT(
                access ->
                        access.getTargetOwner().getName().equals("java.lang.System")
                                && Set.of("getenv", "getProperty").contains(access.getName()),
                Map.of(
                        "cli", "the person's settings",
                        "model.torch", "the CPU's",
                        "bench", "the class path of the process that is killed")),
        NETWORK(
                access ->
                        access.getTargetOwner()
                                .getName()
                                .matches("java\\.net\\.(http\\..*|.*Socket.*|URLConnection)"),
                Map.of());

        private final Predicate<JavaAccess<?>> lets;
        private final Map<String, String> through;

        Door(Predicate<JavaAccess<?>> lets, Map<String, String> through) {
            this.lets = lets;
            this.through = through;
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
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
