package dev.sluice.scanners.dependencies;

import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tree made of texts and bytes. */
final class MemoryTree implements Tree {

    private final Map<String, byte[]> files = new TreeMap<>();

    MemoryTree with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    MemoryTree with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    ScanInput asInput() {
        return new ScanInput(this, null, List.of());
    }

    ScanInput against(MemoryTree baseline) {
        return new ScanInput(this, baseline, List.of());
    }

    @Override
    public String sha() {
        return "0".repeat(40);
    }

    @Override
    public List<TreeFile> files() {
        return files.entrySet().stream()
                .<TreeFile>map(entry -> new MemoryFile(entry.getKey(), entry.getValue()))
                .toList();
    }

    private record MemoryFile(String path, byte[] content) implements TreeFile {

        @Override
        public String blob() {
            return HexFormat.of().formatHex(Digests.sha256().digest(content)).substring(0, 40);
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public byte[] read(int limit) {
            if (content.length > limit) {
                throw new IllegalStateException("larger than " + limit);
            }
            return content.clone();
        }
    }
}
