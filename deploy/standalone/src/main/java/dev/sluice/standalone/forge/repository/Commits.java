package dev.sluice.standalone.forge.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Makes commits without a working tree. */
record Commits(Repository git) {

    private static final String AUTHOR = "Ada Example";
    private static final String ADDRESS = "ada@example.com";

    ObjectId onTopOf(
            @Nullable ObjectId parent, String message, Map<String, String> files, Instant now)
            throws IOException {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(tree(parent, files, inserter));
            if (parent != null) {
                commit.setParentId(parent);
            }
            var author = new PersonIdent(AUTHOR, ADDRESS, now, ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private ObjectId tree(
            @Nullable ObjectId parent, Map<String, String> files, ObjectInserter inserter)
            throws IOException {
        var entries = new TreeMap<String, DirCacheEntry>();
        if (parent != null) {
            addAll(parent, entries);
        }
        for (var file : files.entrySet()) {
            if (file.getValue().isEmpty()) {
                entries.remove(file.getKey());
                continue;
            }
            var entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(
                    inserter.insert(
                            Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
            entries.put(file.getKey(), entry);
        }
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        entries.values().forEach(builder::add);
        builder.finish();
        return index.writeTree(inserter);
    }

    private void addAll(ObjectId commit, Map<String, DirCacheEntry> entries) throws IOException {
        try (var revisions = new RevWalk(git);
                var files = new TreeWalk(git)) {
            files.addTree(revisions.parseCommit(commit).getTree());
            files.setRecursive(true);
            while (files.next()) {
                var entry = new DirCacheEntry(files.getPathString());
                entry.setFileMode(files.getFileMode(0));
                entry.setObjectId(files.getObjectId(0));
                entries.put(files.getPathString(), entry);
            }
        }
    }
}
