package dev.sluice.scanners.local;

import dev.sluice.events.ChangeId;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Trust;
import dev.sluice.scanners.git.BrokenRepositoryException;
import dev.sluice.scanners.git.NoGitConfiguration;
import dev.sluice.scanners.git.ReadLimits;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.revision.Assignment;
import dev.sluice.scanners.revision.BaselineRule;
import dev.sluice.scanners.revision.Course;
import dev.sluice.scanners.revision.RevisionScan;
import dev.sluice.scanners.revision.ScanRequest;
import dev.sluice.scanners.spi.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.jspecify.annotations.Nullable;

/**
 * A repository on this machine. Scans see commits only, never the working tree, and nothing that
 * the repository or its configuration names is executed.
 */
public final class LocalRepository implements AutoCloseable {

    /** Of each scanner: a person waits and can interrupt, so it is only there to end at all. */
    private static final Duration SCAN_TIMEOUT = Duration.ofMinutes(10);

    private static final String FORGE = "local";

    private final UnfilteredRepository repository;
    private final String name;

    private LocalRepository(UnfilteredRepository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    /**
     * Opens the repository at this path or above it: a clone, a linked worktree or a bare
     * repository.
     *
     * @throws LocalRepositoryException when the path does not exist, is in no repository, or the
     *     repository has no commits or a format that is not supported
     */
    public static LocalRepository open(Path path) throws LocalRepositoryException {
        UnfilteredRepository repository = opened(path);
        var opened = new LocalRepository(repository, nameOf(repository));
        try {
            opened.check(path);
            return opened;
        } catch (LocalRepositoryException e) {
            opened.close();
            throw e;
        }
    }

    /** The repository at this path or above it, which may have no commits. */
    static UnfilteredRepository opened(Path path) throws LocalRepositoryException {
        NoGitConfiguration.install();
        if (!Files.exists(path)) {
            throw new LocalRepositoryException(path + " does not exist");
        }
        Path directory = path.toAbsolutePath().normalize();
        var builder = new FileRepositoryBuilder().findGitDir(directory.toFile());
        if (builder.getGitDir() == null) {
            throw new LocalRepositoryException(
                    path + " is not in a git repository; sluice scan needs one");
        }
        UnfilteredRepository repository;
        try {
            builder.setMustExist(true).setup();
            repository = new UnfilteredRepository(builder);
        } catch (IOException | IllegalArgumentException e) {
            throw new LocalRepositoryException(
                    path + " is not a git repository that can be read", e);
        }
        if (!repository.getObjectDatabase().exists()) {
            repository.close();
            throw new LocalRepositoryException(
                    path + " is not a git repository that can be read: it has no objects");
        }
        return repository;
    }

    private void check(Path path) throws LocalRepositoryException {
        String format =
                repository
                        .getConfig()
                        .getString(ConfigConstants.CONFIG_EXTENSIONS_SECTION, null, "objectformat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw new LocalRepositoryException(
                    path + " uses the object format " + format + ", which is not supported");
        }
        try {
            if (repository.resolve(Constants.HEAD) == null
                    && !repository.getRefDatabase().hasRefs()) {
                throw new LocalRepositoryException(path + " has no commits yet");
            }
        } catch (IOException e) {
            throw new LocalRepositoryException(path + " has a HEAD that cannot be read", e);
        }
    }

    private static String nameOf(UnfilteredRepository repository) {
        Path directory =
                repository.isBare()
                        ? repository.getDirectory().toPath()
                        : repository.getWorkTree().toPath();
        Path name = directory.getFileName();
        return name == null ? "repository" : name.toString();
    }

    /**
     * The commit that a branch, tag, abbreviated id or expression such as {@code HEAD~3} names.
     *
     * @throws LocalRepositoryException when it names none
     */
    public String resolve(String ref) throws LocalRepositoryException {
        try {
            ObjectId id = repository.resolve(ref + "^{commit}");
            if (id != null) {
                return id.name();
            }
        } catch (MissingObjectException e) {
            throw ObjectId.isId(ref) ? unknown(ref, e) : unreadable(ref, e);
        } catch (AmbiguousObjectException
                | IncorrectObjectTypeException
                | IllegalArgumentException e) {
            throw unknown(ref, e);
        } catch (IOException e) {
            throw unreadable(ref, e);
        }
        if (ref.equals(Constants.HEAD)) {
            throw new LocalRepositoryException(
                    "the branch that is checked out has no commits yet; name one with --head");
        }
        throw unknown(ref, null);
    }

    private LocalRepositoryException unreadable(String ref, IOException cause) {
        return new LocalRepositoryException(
                ref
                        + " of "
                        + name
                        + " cannot be read: objects are missing or damaged; try git fsck",
                cause);
    }

    private LocalRepositoryException unknown(String ref, @Nullable Exception cause) {
        var e =
                new LocalRepositoryException(
                        "unknown revision " + ref + ": no branch, tag or commit of " + name);
        if (cause != null) {
            e.initCause(cause);
        }
        return e;
    }

    /**
     * How many files of the working tree differ from {@code HEAD} or are not in git, which scans do
     * not see; 0 for a bare repository. Files in submodules are not counted. Empty when the working
     * tree or the index cannot be read, which scans do not need.
     */
    public OptionalInt uncommittedFiles() {
        if (repository.isBare()) {
            return OptionalInt.of(0);
        }
        try {
            var status =
                    new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
            status.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
            status.diff();
            Set<String> files = new HashSet<>(status.getAdded());
            files.addAll(status.getChanged());
            files.addAll(status.getRemoved());
            files.addAll(status.getMissing());
            files.addAll(status.getModified());
            files.addAll(status.getUntracked());
            files.addAll(status.getConflicting());
            return OptionalInt.of(files.size());
        } catch (IOException | NoWorkTreeException | JGitInternalException _) {
            return OptionalInt.empty();
        }
    }

    /**
     * Describes the head and runs scanners over it; each fact is handed out, on this thread, as
     * soon as it is known. Trusted configuration is read from the base, or from the head without
     * one.
     *
     * @param base what to compare with, from where the head left it; null to count everything as
     *     new and look at no history
     * @param head {@code HEAD} for what is checked out
     * @throws LocalRepositoryException when one of the two names no commit, or objects are missing
     */
    public void scan(
            @Nullable String base, String head, List<Scanner> scanners, Consumer<Fact> facts)
            throws LocalRepositoryException, InterruptedException {
        String headSha = resolve(head);
        String baseSha = base == null ? null : resolve(base);
        String trustedRef = base == null ? head : base;
        var identity = new Repository(FORGE, 0, 0, FORGE, name);
        Revision revision = Revision.of(ChangeId.proposed(identity, 0), headSha, trustedRef);
        var assignment =
                new Assignment(
                        DeterministicId.of(FORGE, revision.id().toString()), identity, revision);
        var request =
                new ScanRequest(
                        assignment,
                        baseSha == null
                                ? new BaselineRule.None()
                                : new BaselineRule.MergeBase(baseSha),
                        Trust.TRUSTED,
                        trustedRef,
                        baseSha == null ? headSha : baseSha);
        repository.incrementOpen();
        try (var view = new RepositoryView(repository, ReadLimits.DEFAULT)) {
            new RevisionScan(scanners, SCAN_TIMEOUT, Clock.systemUTC())
                    .runToTheEnd(view, request, facts, new Course());
        } catch (BrokenRepositoryException e) {
            throw new LocalRepositoryException(
                    name + " cannot be scanned: " + e.message() + "; is it a partial clone?", e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
