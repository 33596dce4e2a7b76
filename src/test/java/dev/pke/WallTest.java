package dev.pke;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

/** Holds the walls of the house: which room may know which. */
class WallTest {
    private static final String[] ENGINES = {"ai.djl..", "org.jooq..", "io.vertx.."};
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.pke");

    @Test
    void roomsKnowOnlyTheirNeighbours() {
        ArchRule rule =
                layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .withOptionalLayers(true)
                        .layer("event")
                        .definedBy("dev.pke.event..")
                        .layer("run")
                        .definedBy("dev.pke.run..")
                        .layer("model")
                        .definedBy("dev.pke.model..")
                        .layer("locate")
                        .definedBy("dev.pke.locate..")
                        .layer("edit")
                        .definedBy("dev.pke.edit..")
                        .layer("eval")
                        .definedBy("dev.pke.eval..")
                        .layer("experiment")
                        .definedBy("dev.pke.experiment..")
                        .layer("store")
                        .definedBy("dev.pke.store..")
                        .layer("audit")
                        .definedBy("dev.pke.audit..")
                        .layer("web")
                        .definedBy("dev.pke.web..")
                        .layer("cli")
                        .definedBy("dev.pke.cli..")
                        .whereLayer("event")
                        .mayNotAccessAnyLayer()
                        .whereLayer("run")
                        .mayOnlyAccessLayers("event")
                        .whereLayer("model")
                        .mayNotAccessAnyLayer()
                        .whereLayer("locate")
                        .mayOnlyAccessLayers("model")
                        .whereLayer("edit")
                        .mayOnlyAccessLayers("model")
                        .whereLayer("eval")
                        .mayOnlyAccessLayers("model")
                        .whereLayer("experiment")
                        .mayOnlyAccessLayers("event", "run", "model", "locate", "edit", "eval")
                        .whereLayer("store")
                        .mayOnlyAccessLayers("event", "run")
                        .whereLayer("audit")
                        .mayOnlyAccessLayers("event", "run", "model", "store")
                        .whereLayer("web")
                        .mayOnlyAccessLayers("event", "run", "store", "audit");
        rule.check(HOUSE);
    }

    @Test
    void noCycles() {
        ArchRule rule = slices().matching("dev.pke.(*)..").should().beFreeOfCycles();
        rule.check(HOUSE);
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
