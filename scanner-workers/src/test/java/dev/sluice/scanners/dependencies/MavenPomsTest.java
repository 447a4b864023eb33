package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenPomsTest {

    private static final String PARENT =
            """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.example</groupId>
              <artifactId>parent</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <properties>
                <text.version>1.9</text.version>
              </properties>
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>org.apache.commons</groupId>
                    <artifactId>commons-text</artifactId>
                    <version>${text.version}</version>
                  </dependency>
                </dependencies>
              </dependencyManagement>
              <dependencies>
                <dependency>
                  <groupId>org.jsoup</groupId>
                  <artifactId>jsoup</artifactId>
                  <version>1.15.2</version>
                </dependency>
              </dependencies>
            </project>
            """;

    private final Map<String, byte[]> poms = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    @Test
    void takesAVersionFromAPropertyOfTheSamePom() throws Exception {
        add(
                "pom.xml",
                Pom.of("org.apache.commons:commons-text:${text.version}")
                        .head("<properties><text.version>1.9</text.version></properties>"));

        assertThat(versions()).containsExactly("commons-text 1.9 pom.xml:7");
    }

    @Test
    void takesAVersionThatAParentInTheTreeManages() throws Exception {
        add("pom.xml", PARENT);
        add(
                "app/pom.xml",
                Pom.of("org.apache.commons:commons-text").head(parent("1", "../pom.xml")));

        assertThat(versions())
                .containsExactlyInAnyOrder(
                        "jsoup 1.15.2 pom.xml:22", "commons-text 1.9 app/pom.xml:14");
    }

    @Test
    void findsAParentInTheTreeByItsCoordinatesToo() throws Exception {
        add("somewhere/else.pom/pom.xml", PARENT);
        add("app/pom.xml", Pom.of("org.apache.commons:commons-text").head(parent("1", "")));

        assertThat(versions()).contains("commons-text 1.9 app/pom.xml:14");
    }

    @Test
    void takesTheVersionAModuleSetsForItsParentsProperty() throws Exception {
        add("pom.xml", PARENT);
        add(
                "app/pom.xml",
                Pom.of("org.apache.commons:commons-text")
                        .head(
                                parent("1", "../pom.xml")
                                        + "<properties><text.version>1.10.0</text.version>"
                                        + "</properties>\n"));

        assertThat(versions()).contains("commons-text 1.10.0 app/pom.xml:15");
    }

    @Test
    void takesAVersionFromABomInTheTree() throws Exception {
        add("bom/pom.xml", PARENT);
        add(
                "app/pom.xml",
                """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>app</artifactId>
                  <version>1</version>
                  <dependencyManagement>
                    <dependencies>
                      <dependency>
                        <groupId>org.example</groupId>
                        <artifactId>parent</artifactId>
                        <version>1</version>
                        <type>pom</type>
                        <scope>import</scope>
                      </dependency>
                    </dependencies>
                  </dependencyManagement>
                  <dependencies>
                    <dependency>
                      <groupId>org.apache.commons</groupId>
                      <artifactId>commons-text</artifactId>
                    </dependency>
                  </dependencies>
                </project>
                """);

        assertThat(versions()).contains("commons-text 1.9 app/pom.xml:20");
    }

    @Test
    void countsWhatAParentOutsideTheTreeManagesAsUnresolved() throws Exception {
        add(
                "pom.xml",
                Pom.of("org.springframework:spring-web", "org.jsoup:jsoup:${jsoup.version}")
                        .head(parent("3.0.0", "../elsewhere/pom.xml")));

        assertThat(versions())
                .containsExactlyInAnyOrder("spring-web null pom.xml:14", "jsoup null pom.xml:18");
        assertThat(gaps).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.0,2.0)", "LATEST", "RELEASE", "1.0-é", "${nobody}", "a b"})
    void doesNotTakeForAVersionWhatNamesNoRelease(String version) throws Exception {
        add("pom.xml", Pom.of("org.jsoup:jsoup:" + version));

        assertThat(versions()).containsExactly("jsoup null pom.xml:9");
    }

    @Test
    void takesAnExactRange() throws Exception {
        add("pom.xml", Pom.of("org.jsoup:jsoup:[1.15.2]"));

        assertThat(versions()).containsExactly("jsoup 1.15.2 pom.xml:9");
    }

    @Test
    void leavesOutWhatTheTreeBuildsItself() throws Exception {
        add("pom.xml", PARENT);
        add("app/pom.xml", Pom.of("org.example:parent:1").head(parent("1", "../pom.xml")));

        assertThat(versions()).containsExactly("jsoup 1.15.2 pom.xml:22");
    }

    @Test
    void readsTheProfileThatIsActiveByDefaultAndNoOther() throws Exception {
        String profile =
                "<profile><id>%s</id><activation>%s</activation><dependencies><dependency>"
                        + "<groupId>g</groupId><artifactId>%s</artifactId><version>1</version>"
                        + "</dependency></dependencies></profile>";
        add(
                "pom.xml",
                Pom.empty()
                        .head(
                                "<version>1</version><profiles>"
                                        + profile.formatted(
                                                "a",
                                                "<activeByDefault>true</activeByDefault>",
                                                "usual")
                                        + profile.formatted(
                                                "b",
                                                "<file><exists>/etc/passwd</exists></file>",
                                                "by-file")
                                        + "</profiles>"));

        assertThat(versions()).singleElement().asString().startsWith("usual 1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env.PATH}", "${user.home}", "${user.name}", "${java.io.tmpdir}"})
    void knowsNothingOfTheMachine(String expression) throws Exception {
        add("pom.xml", Pom.of("org.jsoup:jsoup:1" + expression));

        assertThat(versions()).containsExactly("jsoup null pom.xml:9");
    }

    @Test
    void neverFollowsAPathOutOfTheTree() {
        assertThat(PomTree.resolve("app/pom.xml", "../pom.xml")).isEqualTo("pom.xml");
        assertThat(PomTree.resolve("app/pom.xml", "../../pom.xml")).isNull();
        assertThat(PomTree.resolve("app/pom.xml", "/etc/pom.xml")).isNull();
        assertThat(PomTree.resolve("app/pom.xml", "..\\..\\..\\pom.xml")).isNull();
        assertThat(PomTree.resolve("pom.xml", "./a/../b//pom.xml")).isEqualTo("b/pom.xml");
    }

    @Test
    void ignoresTheFileASystemDependencyPointsTo() throws Exception {
        add(
                "pom.xml",
                Pom.of("org.jsoup:jsoup:1.15.2:system")
                        .toString()
                        .replace("<scope>", "<systemPath>/etc/passwd</systemPath><scope>"));

        assertThat(versions()).containsExactly("jsoup 1.15.2 pom.xml:9");
    }

    @Test
    void refusesADocumentTypeWithAnExternalEntity() throws Exception {
        add(
                "pom.xml",
                "<!DOCTYPE project [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + Pom.of("org.jsoup:jsoup:&x;"));

        assertThat(versions()).isEmpty();
        assertThat(gaps)
                .containsExactly(
                        new Gap(
                                GapKind.ENCODING,
                                "pom.xml: it has a document type or entities",
                                1));
    }

    @Test
    void refusesEntitiesThatMultiply() throws Exception {
        add(
                "pom.xml",
                "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                        + "<project><name>&b;</name></project>");

        assertThat(versions()).isEmpty();
        assertThat(gaps).extracting(Gap::kind).containsExactly(GapKind.ENCODING);
    }

    @Test
    void refusesDeepNesting() throws Exception {
        add("pom.xml", "<project>" + "<a>".repeat(1000) + "</a>".repeat(1000) + "</project>");

        assertThat(versions()).isEmpty();
        assertThat(gaps).extracting(Gap::kind).containsExactly(GapKind.LIMIT);
    }

    @Test
    @Timeout(600)
    void refusesPropertiesThatMultiplyAndKeepsTheDependencies() throws Exception {
        StringBuilder properties = new StringBuilder("<properties><p0>lol</p0>");
        for (int i = 1; i < 40; i++) {
            properties.append("<p%d>${p%d}${p%d}</p%d>".formatted(i, i - 1, i - 1, i));
        }
        add(
                "pom.xml",
                Pom.of("org.jsoup:jsoup:1.15.2", "org.example:other:${p39}")
                        .head(properties + "</properties>"));

        assertThat(versions()).containsExactly("jsoup 1.15.2 pom.xml:7", "other null pom.xml:12");
        assertThat(gaps).extracting(Gap::kind).containsExactly(GapKind.LIMIT);
    }

    @Test
    @Timeout(600)
    void survivesAChainOfPropertiesThatIsLong() throws Exception {
        StringBuilder properties = new StringBuilder("<properties><p0>1</p0>");
        for (int i = 1; i < 20_000; i++) {
            properties.append("<p%d>${p%d}</p%d>".formatted(i, i - 1, i));
        }
        add("pom.xml", Pom.of("org.jsoup:jsoup:${p19999}").head(properties + "</properties>"));

        assertThat(versions()).containsExactly("jsoup null pom.xml:7");
        assertThat(gaps).extracting(Gap::kind).containsExactly(GapKind.LIMIT);
    }

    @Test
    @Timeout(600)
    void refusesExpressionsThatReachIntoTheModel() throws Exception {
        add(
                "pom.xml",
                Pom.of(
                        "org.jsoup:jsoup:1.15.2",
                        "org.example:other:${project.dependencies[0].version}"));

        assertThat(versions()).containsExactly("jsoup 1.15.2 pom.xml:9", "other null pom.xml:14");
        assertThat(gaps).extracting(Gap::kind).containsExactly(GapKind.LIMIT);
    }

    @Test
    void survivesParentsThatFormACircle() throws Exception {
        String template =
                """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>org.example</groupId>
                    <artifactId>%s</artifactId>
                    <version>1</version>
                    <relativePath>../%s/pom.xml</relativePath>
                  </parent>
                  <artifactId>%s</artifactId>
                  <packaging>pom</packaging>
                  <dependencies>
                    <dependency>
                      <groupId>org.jsoup</groupId>
                      <artifactId>jsoup</artifactId>
                      <version>1.15.2</version>
                    </dependency>
                  </dependencies>
                </project>
                """;
        add("a/pom.xml", template.formatted("b", "b", "a"));
        add("b/pom.xml", template.formatted("a", "a", "b"));

        assertThat(versions())
                .containsExactly("jsoup 1.15.2 a/pom.xml:14", "jsoup 1.15.2 b/pom.xml:14");
        assertThat(gaps).extracting(Gap::kind).containsOnly(GapKind.ENCODING);
    }

    @Test
    void readsALargeReactorInReasonableTime() throws Exception {
        add("pom.xml", PARENT);
        for (int i = 0; i < 500; i++) {
            add(
                    "m" + i + "/pom.xml",
                    Pom.of("org.apache.commons:commons-text")
                            .head(parent("1", "../pom.xml"))
                            .toString()
                            .replace("<artifactId>app<", "<artifactId>m" + i + "<"));
        }

        long start = System.nanoTime();
        assertThat(versions()).hasSize(501);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private void add(String path, Object pom) {
        poms.put(path, pom.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<String> versions() throws InterruptedException {
        Set<Declaration> declarations = MavenPoms.read(poms, gaps, 10_000);
        return declarations.stream()
                .map(d ->
                        d.coordinates().name()
                                + " "
                                + d.version()
                                + " "
                                + d.path()
                                + ":"
                                + d.line())
                .toList();
    }

    private static String parent(String version, String relativePath) {
        return """
          <parent>
            <groupId>org.example</groupId>
            <artifactId>parent</artifactId>
            <version>%s</version>
            <relativePath>%s</relativePath>
          </parent>
          <!-- -->
        """
                .formatted(version, relativePath);
    }
}
