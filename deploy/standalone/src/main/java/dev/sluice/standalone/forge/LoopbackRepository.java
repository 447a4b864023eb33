package dev.sluice.standalone.forge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A bare repository of the double, and the means to make commits and proposals in it. */
public final class LoopbackRepository {

    public static final String DEFAULT_BRANCH = "main";

    private static final String AUTHOR = "Ada Example";
    private static final String ADDRESS = "ada@example.com";

    private final RepositoryLabels labels;
    private final Repository git;

    private LoopbackRepository(RepositoryLabels labels, Repository git) {
        this.labels = labels;
        this.git = git;
    }

    static LoopbackRepository create(Path directory, RepositoryLabels labels) throws IOException {
        Files.createDirectories(directory);
        Repository git =
                new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
        if (git instanceof FileRepository files && !Files.exists(directory.resolve("HEAD"))) {
            files.create(true);
        }
        git.updateRef(Constants.HEAD).link(Constants.R_HEADS + DEFAULT_BRANCH);
        return new LoopbackRepository(labels, git);
    }

    public long id() {
        return labels.id();
    }

    public long ownerId() {
        return labels.ownerId();
    }

    public String owner() {
        return labels.owner();
    }

    public String name() {
        return labels.name();
    }

    /** {@code owner/name}. */
    public String fullName() {
        return labels.fullName();
    }

    /** The bare repository on disk. */
    public Path directory() {
        return git.getDirectory().toPath();
    }

    /**
     * Commits on top of a branch, which is made when it does not exist.
     *
     * @param files new content by path; an empty text deletes the file
     * @return the sha
     */
    public synchronized String commit(String branch, String message, Map<String, String> files)
            throws IOException {
        ObjectId parent = git.resolve(Constants.R_HEADS + branch);
        try (ObjectInserter inserter = git.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(tree(parent, files, inserter));
            if (parent != null) {
                commit.setParentId(parent);
            }
            Instant now = labels.clock().instant();
            var author = new PersonIdent(AUTHOR, ADDRESS, now, java.time.ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point(Constants.R_HEADS + branch, id);
            return id.name();
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

    /** Makes a branch at a commit, or moves it there. */
    public void branch(String branch, String sha) throws IOException {
        point(Constants.R_HEADS + branch, ObjectId.fromString(sha));
    }

    /** Opens a pull request with this head, or moves its head there. */
    public void pull(long number, String sha) throws IOException {
        point("refs/pull/" + number + "/head", ObjectId.fromString(sha));
    }

    private void point(String ref, ObjectId id) throws IOException {
        RefUpdate update = git.updateRef(ref);
        update.setNewObjectId(id);
        RefUpdate.Result result = update.forceUpdate();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException(ref + " cannot be set: " + result);
        }
    }

    /** The tip of a branch. */
    public String tip(String branch) throws IOException {
        ObjectId id = git.resolve(Constants.R_HEADS + branch);
        if (id == null) {
            throw new IllegalArgumentException(fullName() + " has no branch " + branch);
        }
        return id.name();
    }

    /**
     * What GitHub sends about a pull request; {@code opened} by its author unless told otherwise.
     */
    public PullRequestWebhook pullRequest(long number, String headRef, String headSha)
            throws IOException {
        return new PullRequestWebhook(labels, number, headRef, headSha, tip(DEFAULT_BRANCH));
    }

    /** What GitHub sends about a push. */
    public PushWebhook push(String branch, String before, String after) {
        return new PushWebhook(labels, branch, before, after);
    }

    boolean has(String sha) throws IOException {
        return ObjectId.isId(sha) && git.getObjectDatabase().has(ObjectId.fromString(sha));
    }

    Repository git() {
        return git;
    }

    void close() {
        git.close();
    }
}
