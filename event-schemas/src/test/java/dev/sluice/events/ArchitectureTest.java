package dev.sluice.events;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

/** The lines inside this module that the compiler does not hold. */
@AnalyzeClasses(packages = "dev.sluice.events", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.sluice.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule factsKnowNothingOfTheWire =
            classes()
                    .that()
                    .resideInAPackage("dev.sluice.events")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "dev.sluice.events",
                                    "java..",
                                    "com.fasterxml.jackson.annotation",
                                    "org.jspecify.annotations"));

    @ArchTest
    static final ArchRule everyPackageSaysWhatIsNull =
            classes().that(simpleName("package-info")).should().beAnnotatedWith(NullMarked.class);

    @ArchTest
    static final ArchRule everythingIsFinal =
            classes()
                    .that()
                    .areNotInterfaces()
                    .and()
                    .areNotEnums()
                    .and()
                    .doNotHaveSimpleName("package-info")
                    .should()
                    .haveModifier(FINAL);

    @ArchTest
    static final ArchRule stateIsConstant = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nobodyAsksTheSystemForTheTime =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule aServiceIsNoBusinessOfTheContract =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.sluice..")
                                    .and(resideInAPackage("dev.sluice.events..").negate()));
}
