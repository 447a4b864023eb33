package dev.sluice.scanners;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.sluice.scanners",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> OURS =
            resideInAPackage("dev.sluice.scanners..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.sluice.scanners.(*)..").should().beFreeOfCycles();

    @ArchTest static final ArchRule SECRETS_KNOWS_ONLY_THE_SPI = knowsOnly("secrets", "spi");

    @ArchTest
    static final ArchRule DEPENDENCIES_KNOWS_ONLY_THE_SPI = knowsOnly("dependencies", "spi");

    @ArchTest static final ArchRule SECRETS_IS_KNOWN_TO_NOBODY = isKnownToNobody("secrets");

    @ArchTest
    static final ArchRule DEPENDENCIES_IS_KNOWN_TO_NOBODY = isKnownToNobody("dependencies");

    @ArchTest static final ArchRule THE_SPI_KNOWS_NOTHING = knowsOnly("spi");

    @ArchTest
    static final ArchRule ORCHESTRATION_KNOWS_NO_BUS =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.sluice.scanners.revision..", "dev.sluice.scanners.git..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.smallrye..", "io.quarkus..", "org.apache.kafka..", "jakarta..");

    @ArchTest
    static final ArchRule NOTHING_IS_EXECUTED =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ProcessBuilder.class)
                    .orShould()
                    .callMethod(Runtime.class, "exec", String[].class);

    private static ArchRule knowsOnly(String feature, String... others) {
        return classes()
                .that()
                .resideInAPackage("dev.sluice.scanners." + feature + "..")
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.not(OURS)
                                .or(resideInAPackage("dev.sluice.scanners." + feature + ".."))
                                .or(resideInAnyPackage(names(others))))
                .allowEmptyShould(true);
    }

    private static ArchRule isKnownToNobody(String feature) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.scanners." + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.scanners." + feature + "..");
    }

    private static String[] names(String... features) {
        var names = new String[features.length];
        for (int i = 0; i < features.length; i++) {
            names[i] = "dev.sluice.scanners." + features[i] + "..";
        }
        return names;
    }
}
