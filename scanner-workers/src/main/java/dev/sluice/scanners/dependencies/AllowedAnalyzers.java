package dev.sluice.scanners.dependencies;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.analyzer.Analyzer;

/**
 * What dependency-check sees when it looks for its plug-ins: the analyzers of our list and no
 * updater. An analyzer that a later version adds, or that anything else on the class path brings
 * along, stays out until somebody has looked at it and put it on the list.
 */
final class AllowedAnalyzers extends ClassLoader {

    private static final String SERVICES = "META-INF/services/";
    private static final String LIST = "allowed-analyzers";

    AllowedAnalyzers() {
        super("dependency-check", Engine.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.startsWith(SERVICES + "org.owasp.dependencycheck.")) {
            return super.getResources(name);
        }
        if (!name.equals(SERVICES + Analyzer.class.getName())) {
            return Collections.emptyEnumeration();
        }
        URL list = AllowedAnalyzers.class.getResource(LIST);
        if (list == null) {
            throw new IOException(LIST + " is not on the class path");
        }
        return Collections.enumeration(java.util.List.of(list));
    }
}
