package dev.sluice.scanners.dependencies;

import com.github.packageurl.MalformedPackageURLException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.analyzer.Analyzer;
import org.owasp.dependencycheck.data.nvd.ecosystem.Ecosystem;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.dependency.Confidence;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.EvidenceType;
import org.owasp.dependencycheck.dependency.naming.CpeIdentifier;
import org.owasp.dependencycheck.dependency.naming.PurlIdentifier;
import org.owasp.dependencycheck.exception.ExceptionCollection;
import org.owasp.dependencycheck.utils.DependencyVersion;
import org.owasp.dependencycheck.utils.DependencyVersionUtil;
import org.owasp.dependencycheck.utils.Settings;
import us.springett.parsers.cpe.Cpe;
import us.springett.parsers.cpe.CpeBuilder;
import us.springett.parsers.cpe.exceptions.CpeValidationException;
import us.springett.parsers.cpe.values.Part;

/** One run of one engine. */
final class EngineRun {

    private static final AllowedAnalyzers ANALYZERS = new AllowedAnalyzers();
    private static final KnownProducts KNOWN = KnownProducts.load();

    private final AdvisoryIndex index;
    private final AdvisorySnapshot snapshot;
    private final Path work;
    private final IdentityHashMap<Dependency, Component> releases = new IdentityHashMap<>();
    private final Map<String, Component> archives = new HashMap<>();

    EngineRun(AdvisoryIndex index, AdvisorySnapshot snapshot, Path work) {
        this.index = index;
        this.snapshot = snapshot;
        this.work = work;
    }

    Lookup.Result find(Collection<Component> components)
            throws InterruptedException, LookupException {
        Settings settings = EngineSettings.forScan(snapshot, work);
        try (Engine engine = new Engine(ANALYZERS, settings)) {
            for (Component component : components) {
                switch (component) {
                    case Component.Release release -> add(engine, release);
                    case Component.Archive archive -> add(engine, archive);
                }
            }
            int troubles = analyze(engine);
            return new Lookup.Result(matches(engine), troubles);
        } finally {
            settings.cleanup();
        }
    }

    private void add(Engine engine, Component.Release release) {
        Coordinates coordinates = release.coordinates();
        String version = release.version();
        Dependency dependency = new Dependency(new File(coordinates.display()), true);
        String digest = Digests.sha256(coordinates.purl(version));
        dependency.setSha256sum(digest);
        dependency.setSha1sum(digest.substring(0, 40));
        dependency.setMd5sum(digest.substring(0, 32));
        dependency.setDisplayFileName(coordinates.display() + ":" + version);
        dependency.setName(coordinates.display());
        dependency.setVersion(version);
        dependency.addEvidence(EvidenceType.VERSION, "pom", "version", version, Confidence.HIGHEST);
        try {
            dependency.addSoftwareIdentifier(
                    new PurlIdentifier(coordinates.packageUrl(version), Confidence.HIGHEST));
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException("not the name of a package", e);
        }
        switch (coordinates.ecosystem()) {
            case MAVEN -> describe(dependency, coordinates, version);
            case NPM -> identify(dependency, coordinates, version);
        }
        engine.addDependency(dependency);
        releases.put(dependency, release);
    }

    /** What dependency-check's own Maven plugin takes from coordinates; NVD has none itself. */
    private static void describe(Dependency dependency, Coordinates coordinates, String version) {
        String group = coordinates.namespace();
        String artifact = coordinates.name();
        dependency.setEcosystem(Ecosystem.JAVA);
        if (KNOWN.has(coordinates)) {
            for (KnownProducts.Product known : KNOWN.of(coordinates)) {
                identify(dependency, known.vendor(), known.product(), version, "*");
            }
            return;
        }
        dependency.addEvidence(EvidenceType.VENDOR, "pom", "groupid", group, Confidence.HIGHEST);
        dependency.addEvidence(EvidenceType.VENDOR, "pom", "artifactid", artifact, Confidence.LOW);
        dependency.addEvidence(
                EvidenceType.PRODUCT, "pom", "artifactid", artifact, Confidence.HIGHEST);
        dependency.addEvidence(EvidenceType.PRODUCT, "pom", "groupid", group, Confidence.MEDIUM);
    }

    /** NVD names a package of npm as npm does, and says that it is for Node.js. */
    private void identify(Dependency dependency, Coordinates coordinates, String version) {
        dependency.setEcosystem(Ecosystem.NODEJS);
        if (coordinates.namespace().isEmpty()) {
            for (String vendor : index.npmVendors(coordinates.name())) {
                identify(dependency, vendor, coordinates.name(), version, "node.js");
            }
        }
    }

    private static void identify(
            Dependency dependency, String vendor, String product, String version, String platform) {
        DependencyVersion release = DependencyVersionUtil.parseVersion(version, true);
        if (release == null) {
            return;
        }
        try {
            Cpe cpe =
                    new CpeBuilder()
                            .part(Part.APPLICATION)
                            .vendor(vendor)
                            .product(product)
                            .version(release.toString())
                            .targetSw(platform)
                            .build();
            dependency.addVulnerableSoftwareIdentifier(new CpeIdentifier(cpe, Confidence.HIGHEST));
        } catch (CpeValidationException e) {
            throw new IllegalArgumentException("not a product", e);
        }
    }

    private void add(Engine engine, Component.Archive archive) {
        String file = archive.file().toString();
        archives.put(file, archive);
        List<Dependency> added = engine.scan(archive.file().toFile());
        if (added == null) {
            return;
        }
        String name = archive.file().getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        String product = DependencyVersionUtil.parsePreVersion(stem);
        DependencyVersion version = DependencyVersionUtil.parseVersion(stem);
        for (Dependency dependency : added) {
            dependency.addEvidence(EvidenceType.PRODUCT, "file", "name", product, Confidence.HIGH);
            dependency.addEvidence(EvidenceType.VENDOR, "file", "name", product, Confidence.HIGH);
            if (version != null) {
                dependency.addEvidence(
                        EvidenceType.VERSION,
                        "file",
                        "version",
                        version.toString(),
                        Confidence.HIGH);
            }
        }
    }

    /** Returns the number of troubles with single archives; anything worse is thrown. */
    private int analyze(Engine engine) throws InterruptedException, LookupException {
        try {
            engine.analyzeDependencies();
            return 0;
        } catch (ExceptionCollection e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (e.isFatal()) {
                throw new LookupException("dependency-check could not finish", e);
            }
            return e.getExceptions().size();
        } catch (DatabaseException e) {
            throw new LookupException("the advisory database cannot be read", e);
        } finally {
            for (Analyzer analyzer : engine.getAnalyzers()) {
                close(analyzer);
            }
        }
    }

    /** An engine that fails leaves analyzers open, and with them the shared index. */
    private static void close(Analyzer analyzer) throws LookupException {
        try {
            analyzer.close();
        } catch (Exception e) {
            throw new LookupException("dependency-check could not finish", e);
        }
    }

    private Map<Component, List<Match>> matches(Engine engine) {
        Map<Component, List<Match>> matches = new LinkedHashMap<>();
        for (Dependency dependency : engine.getDependencies()) {
            Component component = componentOf(dependency);
            if (component != null && !dependency.getVulnerabilities().isEmpty()) {
                matches.computeIfAbsent(component, c -> new ArrayList<>())
                        .addAll(Matches.of(dependency, component));
            }
        }
        return matches;
    }

    /** A POM inside an archive becomes a dependency of its own, with a path that starts alike. */
    private @Nullable Component componentOf(Dependency dependency) {
        Component release = releases.get(dependency);
        if (release != null) {
            return release;
        }
        String path = dependency.getFilePath();
        for (Map.Entry<String, Component> archive : archives.entrySet()) {
            if (path.equals(archive.getKey())
                    || path.startsWith(archive.getKey() + File.separator)) {
                return archive.getValue();
            }
        }
        return null;
    }
}
