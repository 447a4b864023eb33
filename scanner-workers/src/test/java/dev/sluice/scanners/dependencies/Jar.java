package dev.sluice.scanners.dependencies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives for tests. */
final class Jar {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    /** An archive as Maven makes it, of one class. */
    static Jar of(String group, String artifact, String version) throws IOException {
        String home = "META-INF/maven/" + group + "/" + artifact + "/";
        return new Jar()
                .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
                .with(
                        home + "pom.xml",
                        """
                        <project>
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>%s</groupId>
                          <artifactId>%s</artifactId>
                          <version>%s</version>
                        </project>
                        """
                                .formatted(group, artifact, version))
                .with(
                        home + "pom.properties",
                        "groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version)
                .with(group.replace('.', '/') + "/Thing.class", "");
    }

    Jar with(String name, String text) throws IOException {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Jar with(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    /** Zeros, which pack to a thousandth. */
    Jar withZeros(String name, int megabytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        byte[] megabyte = new byte[1_000_000];
        for (int i = 0; i < megabytes; i++) {
            zip.write(megabyte);
        }
        zip.closeEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }
}
