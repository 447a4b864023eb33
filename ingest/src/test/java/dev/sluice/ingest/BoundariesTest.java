package dev.sluice.ingest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.sluice.ingest",
        importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("dev.sluice.ingest.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule OF_OURS_ONLY_EVENTS_ARE_USED =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.sluice..")
                                    .and(
                                            resideOutsideOfPackages(
                                                    "dev.sluice.ingest..", "dev.sluice.events..")));

    @ArchTest
    static final ArchRule A_FORGE_IS_KNOWN_ONLY_BY_ITS_INTERFACE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.sluice.ingest.github..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.sluice.ingest.github..");
}
