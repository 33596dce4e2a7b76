package dev.pke;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the walls of the house: which room may know which. */
@AnalyzeClasses(packages = "dev.pke", importOptions = ImportOption.DoNotIncludeTests.class)
class WallTest {
    private static final String[] ENGINES = {"ai.djl..", "org.jooq..", "io.vertx.."};

    @ArchTest
    static final ArchRule roomsKnowOnlyTheirNeighbours =
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

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.pke.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theKernelKnowsTheJdkAlone =
            noClasses()
                    .that()
                    .resideInAPackage("dev.pke.event..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages("java..", "dev.pke.event..", "org.jspecify..");

    @ArchTest
    static final ArchRule runsKnowNoEngine =
            noClasses()
                    .that()
                    .resideInAPackage("dev.pke.run..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ENGINES);

    @ArchTest
    static final ArchRule onlyModelAndMethodsTouchDjl =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.pke.store..", "dev.pke.web..", "dev.pke.audit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule onlyStoreTouchesSql =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.pke.store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.jooq..", "org.sqlite..");

    @ArchTest
    static final ArchRule onlyWebTouchesVertx =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.pke.web..", "dev.pke.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.vertx..");
}
