package dev.sluice.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sluice.notifier", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.sluice.notifier.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_GITHUB =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..github..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..notifier.github..");

    @ArchTest
    static final ArchRule ONLY_THAT_PACKAGE_SPEAKS_HTTP_TO_OTHERS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..github..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule DECIDING_IS_PURE =
            noClasses()
                    .that()
                    .haveSimpleName("Wish")
                    .or()
                    .haveSimpleName("Step")
                    .or()
                    .resideInAnyPackage("..text..", "..report..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "org.jdbi..", "org.jboss..", "jakarta..");

    @ArchTest
    static final ArchRule FOUND_BY_THE_CONTAINER_BUT_NOT_BY_OTHERS =
            classes()
                    .that()
                    .resideInAPackage("..github..")
                    .and()
                    .areNotInterfaces()
                    .should()
                    .notBePublic();
}
