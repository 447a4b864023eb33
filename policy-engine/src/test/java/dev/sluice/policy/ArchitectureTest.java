package dev.sluice.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sluice.policy", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.sluice.policy.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule deciding_is_pure =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.sluice.policy.language..", "dev.sluice.policy.evaluate..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..",
                            "org.jdbi..",
                            "java.sql..",
                            "javax.sql..",
                            "io.quarkus..",
                            "io.smallrye..",
                            "jakarta..",
                            "java.net.http..",
                            "java.nio.file..");

    @ArchTest
    static final ArchRule rules_do_not_know_what_is_evaluated =
            noClasses()
                    .that()
                    .resideInAPackage("dev.sluice.policy.language..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.sluice.policy.evaluate..");

    @ArchTest
    static final ArchRule only_storage_speaks_sql =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.sluice.policy.database..",
                            "dev.sluice.policy.decide..",
                            "dev.sluice.policy.submissions..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.jdbi..");
}
