package afb4j.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The directions of docs/architecture.md, on the compiled classes of the product.
final class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("afb4j");

    @Test
    void modulesDependDownwardsOnlyAndTransportAndCoreNeverMeet() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("afb4j.api..")
                .layer("sequencer")
                .definedBy(resideInAPackage("afb4j.sequencer..").and(not(resideInAPackage("afb4j.sequencer.netty.."))))
                .layer("sequencer on Netty")
                .definedBy("afb4j.sequencer.netty..")
                .layer("protocol")
                .definedBy("afb4j.protocol..")
                .layer("transport")
                .definedBy("afb4j.transport..")
                .layer("core")
                .definedBy("afb4j.core..")
                .layer("client")
                .definedBy("afb4j.client..")
                .layer("server")
                .definedBy("afb4j.server..")
                .layer("examples")
                .definedBy("afb4j.examples..")
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("sequencer")
                .mayNotAccessAnyLayer()
                .whereLayer("sequencer on Netty")
                .mayOnlyAccessLayers("sequencer")
                .whereLayer("protocol")
                .mayNotAccessAnyLayer()
                .whereLayer("transport")
                .mayOnlyAccessLayers("api", "sequencer", "sequencer on Netty", "protocol")
                .whereLayer("core")
                .mayOnlyAccessLayers("api", "sequencer")
                .whereLayer("client")
                .mayOnlyAccessLayers("api", "sequencer", "protocol", "transport")
                .whereLayer("server")
                .mayOnlyAccessLayers("api", "sequencer", "protocol", "transport", "core")
                .whereLayer("examples")
                .mayOnlyAccessLayers("api")
                .check(PRODUCT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("afb4j.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    // J-01
    @Test
    void apiSequencerAndCoreKnowNothingOfNetty() {
        noClasses()
                .that()
                .resideInAnyPackage("afb4j.api..", "afb4j.sequencer..", "afb4j.core..", "afb4j.client..")
                .and()
                .resideOutsideOfPackage("afb4j.sequencer.netty..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(PRODUCT);
    }

    @Test
    void protocolNeedsBuffersAndNothingElseOfNetty() {
        noClasses()
                .that()
                .resideInAPackage("afb4j.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..", "io.netty.handler..")
                .check(PRODUCT);
    }

    @Test
    void channelsAreTouchedInTheTransportTheAdapterOfSequencersAndTheHttpServerOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("afb4j.transport.netty..", "afb4j.sequencer.netty..", "afb4j.server.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheValueOfTheApiKnowsJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages("afb4j.api..", "afb4j.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(PRODUCT);
    }

    @Test
    void timeComesFromTheLoop() { // R18
        noClasses()
                .that()
                .resideOutsideOfPackages("afb4j.sequencer..", "afb4j.testkit..", "afb4j.benchmarks..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Timer")
                .check(PRODUCT);
    }

    @Test
    void loggersArePlatformLoggers() { // R32
        noClasses()
                .that()
                .resideOutsideOfPackages("afb4j.cli..", "afb4j.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..")
                .check(PRODUCT);
    }

    @Test
    void namesTellTheStage() { // R1
        classes()
                .that()
                .resideInAPackage("afb4j..")
                .should()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .check(PRODUCT);
    }
}
