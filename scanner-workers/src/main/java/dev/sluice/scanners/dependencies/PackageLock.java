package dev.sluice.scanners.dependencies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.sluice.events.GapKind;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code package-lock.json} of lock file versions 1, 2 and 3 as a stream, so that nesting and
 * size cost nothing. Version 2 says everything twice; the newer form counts.
 */
final class PackageLock {

    private static final String MODULES = "node_modules/";
    private static final Pattern RELEASE = Pattern.compile("[0-9][0-9A-Za-z.+-]{0,99}");

    private final String path;
    private final int limit;

    private PackageLock(String path, int limit) {
        this.path = path;
        this.limit = limit;
    }

    static List<Declaration> read(String path, byte[] content, int limit)
            throws UnreadableManifestException {
        try (JsonParser parser = Json.factory().createParser(content)) {
            return new PackageLock(path, limit).readDocument(parser);
        } catch (StreamConstraintsException e) {
            throw new UnreadableManifestException(GapKind.LIMIT, "it is nested too deep");
        } catch (IOException e) {
            throw new UnreadableManifestException(GapKind.ENCODING, "it is not well-formed JSON");
        }
    }

    private List<Declaration> readDocument(JsonParser parser)
            throws IOException, UnreadableManifestException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableManifestException(GapKind.ENCODING, "it is not a JSON object");
        }
        List<Declaration> older = new ArrayList<>();
        List<Declaration> newer = new ArrayList<>();
        boolean hasPackages = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            if (isObject && field.equals("packages")) {
                hasPackages = true;
                readPackages(parser, newer);
            } else if (isObject && field.equals("dependencies")) {
                readDependencies(parser, older);
            } else {
                parser.skipChildren();
            }
        }
        return hasPackages ? newer : older;
    }

    /** Keys are places such as {@code node_modules/a/node_modules/b}; others are own workspaces. */
    private void readPackages(JsonParser parser, List<Declaration> found)
            throws IOException, UnreadableManifestException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String place = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            Entry entry = readEntry(parser, null);
            int name = place.lastIndexOf(MODULES);
            if (name >= 0 && !entry.link) {
                String installed = place.substring(name + MODULES.length());
                add(found, entry.name == null ? installed : entry.name, entry, line);
            }
        }
    }

    /** The form of version 1: names map to entries that hold their own dependencies again. */
    private void readDependencies(JsonParser parser, List<Declaration> found)
            throws IOException, UnreadableManifestException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            Entry entry = readEntry(parser, found);
            String version = entry.version;
            if (version != null && version.startsWith("file:")) {
                continue;
            }
            int at = version == null ? -1 : version.lastIndexOf('@');
            if (version != null && version.startsWith("npm:") && at > "npm:".length()) {
                entry.version = version.substring(at + 1);
                name = version.substring("npm:".length(), at);
            }
            add(found, name, entry, line);
        }
    }

    private Entry readEntry(JsonParser parser, @Nullable List<Declaration> nested)
            throws IOException, UnreadableManifestException {
        Entry entry = new Entry();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return entry;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> entry.name = parser.getValueAsString();
                case "version" -> entry.version = parser.getValueAsString();
                case "link" -> entry.link = value == JsonToken.VALUE_TRUE;
                case "dev", "devOptional" -> entry.dev |= value == JsonToken.VALUE_TRUE;
                case "dependencies" -> {
                    if (nested != null && value == JsonToken.START_OBJECT) {
                        readDependencies(parser, nested);
                    }
                }
                default -> {}
            }
            parser.skipChildren();
        }
        return entry;
    }

    private void add(List<Declaration> found, String name, Entry entry, int line)
            throws UnreadableManifestException {
        if (found.size() >= limit) {
            throw new UnreadableManifestException(GapKind.LIMIT, "it names too many packages");
        }
        try {
            found.add(
                    new Declaration(
                            Coordinates.npm(name),
                            released(entry.version),
                            path,
                            line,
                            entry.dev ? "development dependency" : ""));
        } catch (IllegalArgumentException e) {
            throw new UnreadableManifestException(
                    GapKind.ENCODING, "line " + line + " does not name a package");
        }
    }

    /** Addresses of git repositories and archives stand where a version should; none is one. */
    private static @Nullable String released(@Nullable String version) {
        return version != null && RELEASE.matcher(version).matches() ? version : null;
    }

    private static final class Entry {
        @Nullable String name;
        @Nullable String version;
        boolean link;
        boolean dev;
    }
}
