package dev.pke;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds the walls of the house: which room may know which. */
@Aside
class WallTest {
    private static final String[] ENGINES = {"ai.djl..", "org.jooq..", "io.vertx.."};
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.pke");

    /** Every room with those it may know, which all stand before it. */
    private static final Map<String, List<String>> MAY_KNOW = rooms();

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("fault", List.of());
        rooms.put("event", List.of("fault"));
        rooms.put("measure", List.of("fault"));
        rooms.put("run", List.of("fault", "event", "measure"));
        rooms.put("model", List.of("fault"));
        rooms.put("data", List.of("fault", "measure", "model"));
        rooms.put("locate", List.of("fault", "model"));
        rooms.put("edit", List.of("fault", "model"));
        rooms.put("judge", List.of("fault", "model", "data", "measure"));
        rooms.put("eval", List.of("fault", "model", "data", "judge", "measure"));
        rooms.put("experiment", List.copyOf(rooms.keySet()));
        rooms.put("specimen", List.copyOf(rooms.keySet()));
        rooms.put("store", List.of("fault", "event", "run"));
        rooms.put("audit", List.of("fault", "event", "run", "measure", "store"));
        rooms.put("diff", List.of("fault", "event", "run", "model", "store", "audit"));
        rooms.put("export", List.of("fault", "event", "measure", "run", "model", "store", "diff"));
        rooms.put("conformance", List.copyOf(rooms.keySet()));
        rooms.put("bench", List.copyOf(rooms.keySet()));
        rooms.put(
                "web",
                List.of("fault", "event", "run", "measure", "store", "audit", "diff", "export"));
        rooms.put("cli", List.copyOf(rooms.keySet()));
        return rooms;
    }

    @Test
    void roomsKnowOnlyTheirNeighbours() {
        MAY_KNOW.forEach((room, known) -> {
            String[] others =
                    MAY_KNOW.keySet().stream()
                            .filter(other -> !other.equals(room) && !known.contains(other))
                            .map(other -> "dev.pke." + other + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.pke." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(HOUSE);
        });
    }

    /** Every sub-room that knows its own house only in part, with the sub-rooms it may know. */
    private static Map<String, List<String>> subRooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("model.jinja", List.of());
        rooms.put("model.setting", List.of());
        rooms.put("model.torch", List.of());
        rooms.put("model.checkpoint", List.of("model.torch", "model.jinja"));
        rooms.put("model.architecture", List.of("model.torch", "model.checkpoint"));
        rooms.put("model.folder", List.of("model.torch", "model.checkpoint", "model.architecture"));
        rooms.put(
                "model.weights", List.of("model.torch", "model.checkpoint", "model.architecture"));
        rooms.put("judge.remote", List.of());
        rooms.put(
                "model.gguf",
                List.of("model.torch", "model.checkpoint", "model.architecture", "model.weights"));
        rooms.put("edit.turn", List.of());
        rooms.put("experiment.plan", List.of());
        rooms.put("experiment.robust", List.of("experiment.plan"));
        rooms.put("experiment.sweep", List.of("experiment.plan"));
        rooms.put("experiment.mechanism", List.of());
        rooms.put("experiment.outlook", List.of("experiment.plan"));
        rooms.put("run.word", List.of());
        rooms.put("audit.sign", List.of());
        rooms.put("audit.keep", List.of("audit.sign"));
        rooms.put("export.parquet", List.of());
        rooms.put("web.chart", List.of());
        rooms.put("web.seen", List.of("web.chart"));
        rooms.put("web.gate", List.of("web.seen"));
        rooms.put("web.template", List.of("web.chart"));
        rooms.put("web.diff", List.of("web.chart", "web.seen"));
        rooms.put("web.again", List.of("web.chart", "web.seen"));
        rooms.put("web.answers", List.of("web.chart", "web.seen"));
        rooms.put("web.describe", List.of());
        rooms.put("web.inside", List.of("web.chart", "web.seen"));
        rooms.put("web.paired", List.of());
        rooms.put("web.held", List.of("web.chart", "web.seen"));
        rooms.put(
                "web.page",
                List.of("web.chart", "web.seen", "web.paired", "web.held", "web.inside"));
        rooms.put("web.since", List.of("web.chart", "web.seen", "web.held", "web.page"));
        rooms.put(
                "web.learn",
                List.of("web.chart", "web.seen", "web.diff", "web.inside", "web.page"));
        rooms.put("web.list", List.of("web.chart", "web.seen", "web.paired", "web.page"));
        return rooms;
    }

    @Test
    void subRoomsKnowOnlyThoseBelowThem() {
        List<String> before = new ArrayList<>();
        subRooms()
                .forEach((room, known) -> {
                    assertTrue(before.containsAll(known), room);
                    before.add(room);
                    String house = "dev.pke." + room.substring(0, room.indexOf('.'));
                    noClasses()
                            .that()
                            .resideInAPackage("dev.pke." + room)
                            .should()
                            .dependOnClassesThat(
                                    resideInAPackage(house + "..")
                                            .and(
                                                    resideOutsideOfPackages(
                                                            Stream.concat(
                                                                            Stream.of(room),
                                                                            known.stream())
                                                                    .map(each -> "dev.pke." + each)
                                                                    .toArray(String[]::new))))
                            .check(HOUSE);
                });
    }

    /** Every sub-room with the houses besides its own that may enter it. */
    private static Map<String, List<String>> entrances() {
        List<String> users =
                List.of("locate", "edit", "experiment", "specimen", "diff", "conformance", "bench");
        List<String> all = join(users, List.of("cli"));
        return Map.ofEntries(
                Map.entry(
                        "run.word",
                        List.of(
                                "experiment",
                                "store",
                                "audit",
                                "diff",
                                "export",
                                "bench",
                                "web",
                                "cli")),
                Map.entry("run.query", List.of("web", "cli")),
                Map.entry("run.tally", List.of("audit", "export", "web", "cli")),
                Map.entry("run.facts", List.of("export", "web")),
                Map.entry("run.texts", List.of("experiment", "audit", "export")),
                Map.entry("audit.sign", List.of("web", "cli")),
                Map.entry("audit.keep", List.of("cli")),
                Map.entry("export.parquet", List.of("cli")),
                Map.entry("web.seen", List.of("cli")),
                Map.entry("event.merkle", List.of("audit", "web")),
                Map.entry("model.jinja", List.of()),
                Map.entry("model.descent", List.of("locate", "edit")),
                Map.entry("model.inside", List.of("edit", "experiment")),
                Map.entry("model.setting", join(users, List.of("judge", "cli"))),
                Map.entry("model.watch", List.of("judge", "experiment")),
                Map.entry("judge.remote", List.of("experiment", "cli")),
                Map.entry("model.torch", all),
                Map.entry("model.weights", all),
                Map.entry("model.architecture", all),
                Map.entry("model.gguf", List.of("cli")),
                Map.entry("model.folder", List.of("experiment", "diff", "conformance", "cli")),
                Map.entry("model.checkpoint", join(users, List.of("data", "judge"))),
                Map.entry("edit.turn", List.of("experiment")),
                Map.entry("edit.learn", List.of("conformance")),
                Map.entry("experiment.plan", List.of("cli")),
                Map.entry("store.postgres", List.of("bench", "cli")),
                Map.entry("experiment.robust", List.of()),
                Map.entry("experiment.sweep", List.of("cli")),
                Map.entry("experiment.mechanism", List.of()),
                Map.entry("experiment.outlook", List.of("cli")),
                Map.entry("experiment.make", List.of("cli")),
                Map.entry("store.jooq", List.of()),
                Map.entry("store.jooq.tables", List.of()),
                Map.entry("store.jooq.tables.records", List.of()),
                Map.entry("web.gate", List.of("cli")),
                Map.entry("store.remote", List.of("cli")),
                Map.entry("web.page", List.of("cli")),
                Map.entry("web.paired", List.of("cli")),
                Map.entry("web.diff", List.of()),
                Map.entry("web.held", List.of()),
                Map.entry("web.since", List.of()),
                Map.entry("web.again", List.of()),
                Map.entry("web.describe", List.of()),
                Map.entry("web.answers", List.of()),
                Map.entry("web.list", List.of()),
                Map.entry("web.inside", List.of()),
                Map.entry("web.learn", List.of()),
                Map.entry("web.template", List.of()),
                Map.entry("web.chart", List.of("cli")),
                Map.entry("cli.run", List.of()),
                Map.entry("cli.sweep", List.of()),
                Map.entry("cli.model", List.of()),
                Map.entry("cli.record", List.of()),
                Map.entry("cli.keep", List.of()),
                Map.entry("cli.plan", List.of()),
                Map.entry("cli.compare", List.of()),
                Map.entry("cli.bench", List.of()));
    }

    private static List<String> join(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Test
    void subRoomsAreEnteredOnlyByThoseWhoMay() {
        Map<String, List<String>> entrances = entrances();
        Set<String> found = new TreeSet<>();
        Set<String> wrong = new TreeSet<>();
        for (JavaClass each : HOUSE) {
            String room = each.getPackageName().replaceFirst("^dev\\.pke\\.", "");
            if (room.contains(".")) {
                found.add(room);
            }
            String house = room.replaceFirst("\\..*", "");
            each.getDirectDependenciesFromSelf().stream()
                    .map(to -> to.getTargetClass().getPackageName())
                    .filter(to -> to.matches("dev\\.pke\\.[a-z]+\\..+"))
                    .map(to -> to.substring("dev.pke.".length()))
                    .filter(to -> !to.startsWith(house + "."))
                    .filter(to -> !entrances.getOrDefault(to, List.of()).contains(house))
                    .forEach(to -> wrong.add(each.getName() + " enters " + to));
        }
        assertEquals(new TreeSet<>(entrances.keySet()), found);
        assertEquals(Set.of(), wrong);
    }

    /** The rooms of verbs with the others whose verbs' parts they share. */
    private static final Map<String, List<String>> VERBS =
            Map.of(
                    "model", List.of(),
                    "record", List.of(),
                    "keep", List.of(),
                    "run", List.of("record"),
                    "sweep", List.of("run", "record"),
                    "bench", List.of("model", "run"));

    /** What all verbs share stands beside what knows all verbs: only the first may be known. */
    @Test
    void verbsDoNotKnowWhatKnowsAllVerbs() {
        String wiring = "dev\\.pke\\.cli\\.(Main|Verb|Execution|Request|Rehearsal)(\\$.*)?";
        VERBS.forEach((room, known) -> {
            String[] others =
                    VERBS.keySet().stream()
                            .filter(other -> !other.equals(room) && !known.contains(other))
                            .map(other -> "dev.pke.cli." + other)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.pke.cli." + room)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others).or(nameMatching(wiring)))
                    .check(HOUSE);
        });
    }

    @Test
    void measureKnowsTheJdkAlone() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.pke.measure..")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages(
                                "java..", "dev.pke.measure..", "dev.pke.fault..", "org.jspecify..");
        rule.check(HOUSE);
    }

    @Test
    void noCycles() {
        List<String> before = new ArrayList<>();
        MAY_KNOW.forEach((room, known) -> {
            assertTrue(before.containsAll(known), room);
            before.add(room);
        });
        HOUSE.forEach(each -> {
            String[] path = each.getPackageName().split("\\.", -1);
            assertTrue(path.length > 2 && before.contains(path[2]), each.getName());
        });
    }

    @Test
    void theKernelKnowsTheJdkAlone() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.pke.event..")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages(
                                "java..", "dev.pke.event..", "dev.pke.fault..", "org.jspecify..");
        rule.check(HOUSE);
    }

    @Test
    void runsKnowNoEngine() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.pke.run..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ENGINES);
        rule.check(HOUSE);
    }

    @Test
    void onlyModelAndMethodsTouchDjl() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.pke.store..",
                                "dev.pke.web..",
                                "dev.pke.audit..",
                                "dev.pke.measure..",
                                "dev.pke.fault..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("ai.djl..");
        rule.check(HOUSE);
    }

    @Test
    void onlyStoreTouchesSql() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.pke.store..", "dev.pke.bench..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.jooq..", "org.sqlite..");
        rule.check(HOUSE);
    }

    @Test
    void onlyWebTouchesVertx() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.pke.web..", "dev.pke.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.vertx..");
        rule.check(HOUSE);
    }

    @Test
    void aBrokenWallIsFound() {
        ArchRule untrue =
                noClasses()
                        .that()
                        .resideInAPackage("dev.pke.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.pke.model..");
        assertThrows(AssertionError.class, () -> untrue.check(HOUSE));
    }
}
