package dev.sluice.scanners.dependencies;

import com.github.packageurl.PackageURL;

/** Where a package comes from, by its purl type. */
enum Ecosystem {
    MAVEN(PackageURL.StandardTypes.MAVEN),
    NPM(PackageURL.StandardTypes.NPM);

    private final String purlType;

    Ecosystem(String purlType) {
        this.purlType = purlType;
    }

    String purlType() {
        return purlType;
    }
}
