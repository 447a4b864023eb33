package dev.sluice.scanners.git;

import dev.sluice.events.ScanFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A repository, bare or not, seen through its object database. One thread asks; the trees and files
 * it hands out may be read by many, until it is closed.
 */
public final class RepositoryView implements AutoCloseable {

    private final Repository repository;
    private final ReadLimits limits;
    private final ObjectReader reader;
    private final BlobSource source;
    private final Blobs blobs;
    private final Runnable afterwards;

    /** Takes over the repository and closes it in the end. */
    public RepositoryView(Repository repository, ReadLimits limits) {
        this(repository, limits, repository.newObjectReader(), () -> {});
    }

    /**
     * Takes over a shallow repository and closes it in the end.
     *
     * @param borders the commits whose parents are not looked for, at this moment
     * @param afterwards is run when it is closed
     */
    public RepositoryView(
            Repository repository, ReadLimits limits, Set<ObjectId> borders, Runnable afterwards) {
        this(
                repository,
                limits,
                new BorderedReader(repository.newObjectReader(), borders),
                afterwards);
    }

    private RepositoryView(
            Repository repository, ReadLimits limits, ObjectReader reader, Runnable afterwards) {
        this.repository = repository;
        this.limits = limits;
        this.reader = reader;
        this.source = new BlobSource(repository.getObjectDatabase());
        this.blobs = new Blobs(source, reader);
        this.afterwards = afterwards;
    }

    /** Whether this is the id of a commit that is here. */
    public boolean hasCommit(String sha)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return reading(() -> {
            try (var walk = new RevWalk(reader)) {
                return walk.parseAny(ObjectId.fromString(sha)) instanceof RevCommit;
            } catch (MissingObjectException e) {
                return false;
            }
        });
    }

    /**
     * The best common ancestor; the first one found where several are equally good, null where the
     * histories have nothing in common.
     */
    public @Nullable String mergeBase(String one, String other)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return reading(
                        () -> {
                            try (var walk = new RevWalk(reader)) {
                                walk.setRevFilter(RevFilter.MERGE_BASE);
                                walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
                                walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
                                return Optional.ofNullable(walk.next()).map(RevCommit::name);
                            }
                        })
                .orElse(null);
    }

    /**
     * A commit, its first parent, and so on: what a branch was before, as far as it is here.
     *
     * @param limit how many at most
     */
    public List<String> ancestors(String sha, int limit)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return reading(() -> {
            try (var walk = new RevWalk(reader)) {
                var ancestors = new ArrayList<String>();
                RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
                ancestors.add(commit.name());
                while (ancestors.size() < limit && commit.getParentCount() > 0) {
                    commit = walk.parseCommit(commit.getParent(0));
                    ancestors.add(commit.name());
                }
                return List.copyOf(ancestors);
            }
        });
    }

    /** The files of a commit, without what the rules leave out. */
    public ListedTree tree(String sha, IgnoreRules ignore)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return reading(() -> {
            try (var walk = new RevWalk(reader)) {
                RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
                return new TreeLister(limits, ignore, blobs).list(commit, reader);
            }
        });
    }

    /**
     * The commits that are reachable from the head and not from the other.
     *
     * @param excluded null for everything reachable from the head
     */
    public CommitRange range(@Nullable String excluded, String head, IgnoreRules ignore)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return reading(() -> {
            try (var walk = new RevWalk(reader)) {
                walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
                if (excluded != null) {
                    walk.markUninteresting(walk.parseCommit(ObjectId.fromString(excluded)));
                }
                return new RangeLister(limits, ignore, blobs).list(walk, isCut(excluded, head));
            }
        });
    }

    private boolean isCut(@Nullable String excluded, String head)
            throws IOException, InterruptedException {
        return !reader.getShallowCommits().isEmpty()
                && !Borders.hideNothing(
                        reader,
                        ObjectId.fromString(head),
                        excluded == null ? null : ObjectId.fromString(excluded));
    }

    /**
     * Compares trees.
     *
     * @param baseline null for the empty tree
     */
    public Difference difference(@Nullable String baseline, String head)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return reading(() -> {
            try (var walk = new RevWalk(reader)) {
                return Differ.compare(
                        reader,
                        baseline == null ? null : walk.parseCommit(ObjectId.fromString(baseline)),
                        walk.parseCommit(ObjectId.fromString(head)));
            }
        });
    }

    /**
     * One file of a commit, empty where there is none under this path.
     *
     * @throws UnreadableRevisionException also when it is larger than {@code limit} bytes, or a
     *     link or directory
     */
    public Optional<byte[]> file(String sha, String path, int limit)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return reading(() -> {
            try (var commits = new RevWalk(reader);
                    var walk =
                            TreeWalk.forPath(
                                    reader,
                                    path,
                                    commits.parseCommit(ObjectId.fromString(sha)).getTree())) {
                return walk == null ? Optional.empty() : Optional.of(content(walk, path, limit));
            }
        });
    }

    private byte[] content(TreeWalk walk, String path, int limit)
            throws IOException, UnreadableRevisionException {
        FileMode mode = walk.getFileMode(0);
        if (!FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
            throw new UnreadableRevisionException(
                    ScanFailure.MALFORMED, path + " is not a regular file");
        }
        ObjectId id = walk.getObjectId(0);
        if (reader.getObjectSize(id, Constants.OBJ_BLOB) > limit) {
            throw new UnreadableRevisionException(
                    ScanFailure.MALFORMED, path + " is larger than " + limit + " bytes");
        }
        return reader.open(id, Constants.OBJ_BLOB).getBytes(limit);
    }

    /** Whether a file that was handed out turned out to be missing or damaged. */
    public boolean isBroken() {
        return source.isBroken();
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
        afterwards.run();
    }

    private interface Reading<T> {
        T read() throws IOException, UnreadableRevisionException, InterruptedException;
    }

    private static <T> T reading(Reading<T> reading)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        try {
            return reading.read();
        } catch (LargeObjectException e) {
            throw new UnreadableRevisionException(
                    ScanFailure.LIMIT,
                    Limit.OBJECT_BYTES.named("a commit or directory is too large to be read"),
                    e);
        } catch (MissingObjectException e) {
            throw new BrokenRepositoryException(
                    "object " + e.getObjectId().name() + " is missing in the repository", e);
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new BrokenRepositoryException(
                    "the object database of the repository is broken", e);
        }
    }
}
