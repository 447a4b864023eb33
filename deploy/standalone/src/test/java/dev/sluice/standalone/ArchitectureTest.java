package dev.sluice.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sluice.standalone", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.sluice.standalone.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheRunnersStartQuarkus =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.sluice.standalone.run..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("io.quarkus.runtime.Quarkus");
}
