package dev.pke;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the walls of the house: which room may know which. */
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
        rooms.put("event", List.of());
        rooms.put("measure", List.of());
        rooms.put("run", List.of("event"));
        rooms.put("model", List.of());
        rooms.put("locate", List.of("model"));
        rooms.put("edit", List.of("model"));
        rooms.put("eval", List.of("model"));
        rooms.put("experiment", List.of("event", "run", "model", "locate", "edit", "eval"));
        rooms.put("store", List.of("event", "run"));
        rooms.put("audit", List.of("event", "run", "model", "store"));
        rooms.put("web", List.of("event", "run", "store", "audit"));
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
                        .resideOutsideOfPackages("java..", "dev.pke.event..", "org.jspecify..");
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
                        .resideInAnyPackage("dev.pke.store..", "dev.pke.web..", "dev.pke.audit..")
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
                        .resideOutsideOfPackages("dev.pke.store..")
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
