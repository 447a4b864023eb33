package dev.sluice.standalone.bench.scan;

import dev.sluice.scanners.git.NoGitConfiguration;
import dev.sluice.scanners.local.LocalRepository;
import dev.sluice.scanners.local.LocalRepositoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A copy of a repository with one commit more, in which one file is another.
 *
 * @param first the head that was copied
 * @param second its child
 * @param file the one that differs
 */
record TwoPushes(Path copy, String first, String second, String file) {

    /** What people write by hand is hardly larger. */
    private static final long LARGEST = 100_000;

    static TwoPushes of(Path repository, Path copy) throws IOException, LocalRepositoryException {
        NoGitConfiguration.install();
        String first;
        try (var local = LocalRepository.open(repository)) {
            first = local.resolve(Constants.HEAD);
        }
        try (Git git =
                Git.cloneRepository()
                        .setBare(true)
                        .setURI(repository.toAbsolutePath().normalize().toUri().toString())
                        .setDirectory(copy.toFile())
                        .call()) {
            return change(git.getRepository(), copy, ObjectId.fromString(first));
        } catch (GitAPIException e) {
            throw new IOException(repository + " cannot be copied", e);
        }
    }

    private static TwoPushes change(Repository repository, Path copy, ObjectId first)
            throws IOException {
        try (var reader = repository.newObjectReader();
                var walk = new RevWalk(reader);
                ObjectInserter inserter = repository.newObjectInserter()) {
            RevCommit head = walk.parseCommit(first);
            DirCache index = DirCache.read(reader, head.getTree());
            DirCacheEntry changed = one(index, reader);
            byte[] before = reader.open(changed.getObjectId()).getCachedBytes();
            byte[] line = "\nanother line\n".getBytes(StandardCharsets.UTF_8);
            byte[] after = Arrays.copyOf(before, before.length + line.length);
            System.arraycopy(line, 0, after, before.length, line.length);
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, after);
            DirCacheEditor editor = index.editor();
            editor.add(
                    new DirCacheEditor.PathEdit(changed) {
                        @Override
                        public void apply(DirCacheEntry entry) {
                            entry.setObjectId(blob);
                        }
                    });
            editor.finish();
            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setParentId(first);
            var person = new PersonIdent("bench", "bench@localhost", Instant.EPOCH, ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage("Change a file");
            ObjectId second = inserter.insert(commit);
            inserter.flush();
            return new TwoPushes(copy, first.name(), second.name(), changed.getPathString());
        }
    }

    /** From the middle on, the first that people write by hand and that declares nothing. */
    private static DirCacheEntry one(DirCache index, ObjectReader reader) throws IOException {
        int count = index.getEntryCount();
        for (int i = 0; i < count; i++) {
            DirCacheEntry entry = index.getEntry((count / 2 + i) % count);
            if (entry.getFileMode().equals(FileMode.REGULAR_FILE)
                    && !entry.getPathString().matches(".*(\\.xml|\\.json|\\.[jwe]ar)")
                    && reader.getObjectSize(entry.getObjectId(), Constants.OBJ_BLOB) < LARGEST) {
                return entry;
            }
        }
        throw new IOException("the repository has no file that could be changed");
    }
}
