package dev.sluice.standalone.forge.repository;

import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.PullRequestWebhook;
import dev.sluice.standalone.forge.webhook.PushWebhook;
import dev.sluice.standalone.forge.webhook.RepositoryLabels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository of the double, and the means to make commits and proposals in it. */
public final class LoopbackRepository {

    public static final String DEFAULT_BRANCH = "main";

    private final Repository git;
    private final Map<Long, PullRequest> pulls = new ConcurrentHashMap<>();
    private final People people = new People();
    private volatile RepositoryLabels labels;
    private volatile boolean codeScanning = true;

    private LoopbackRepository(RepositoryLabels labels, Repository git) {
        this.labels = labels;
        this.git = git;
    }

    public static LoopbackRepository create(Path directory, RepositoryLabels labels)
            throws IOException {
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

    /** The forge that it lives on. */
    public URI forge() {
        return labels.forge();
    }

    /** Who it is, by ids and names; the names may change. */
    public RepositoryLabels labels() {
        return labels;
    }

    void moveTo(long ownerId, String owner, String name) {
        labels =
                new RepositoryLabels(
                        labels.forge(), labels.id(), ownerId, owner, name, labels.clock());
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
        ObjectId id = new Commits(git).onTopOf(parent, message, files, labels.clock().instant());
        point(Constants.R_HEADS + branch, id);
        return id.name();
    }

    /** Makes a branch at a commit, or moves it there. */
    public void branch(String branch, String sha) throws IOException {
        point(Constants.R_HEADS + branch, ObjectId.fromString(sha));
    }

    /** Opens a pull request with this head towards {@code main}, or moves its head there. */
    public void pull(long number, String sha) throws IOException {
        PullRequest before = pulls.get(number);
        if (before == null) {
            pull(number, sha, "pull-" + number, DEFAULT_BRANCH);
        } else {
            set(before.at(sha, labels.clock().instant()));
        }
    }

    /** Opens a pull request between two branches, moves its head, or turns it to another base. */
    public void pull(long number, String sha, String headRef, String baseRef) throws IOException {
        set(
                new PullRequest(
                        number,
                        headRef,
                        sha,
                        baseRef,
                        Account.ADA,
                        true,
                        labels.clock().instant()));
    }

    private void set(PullRequest pull) throws IOException {
        point("refs/pull/" + pull.number() + "/head", ObjectId.fromString(pull.headSha()));
        pulls.put(pull.number(), pull);
    }

    /** Closes a pull request; it is listed among the open ones no more. */
    public void closePull(long number) {
        pulls.computeIfPresent(number, (_, pull) -> pull.closed(labels.clock().instant()));
    }

    /** All pull requests, the oldest first. */
    public List<PullRequest> allPulls() {
        return pulls.values().stream()
                .sorted(Comparator.comparingLong(PullRequest::number))
                .toList();
    }

    /** Empty when there is no pull request with this number. */
    public Optional<PullRequest> pull(long number) {
        return Optional.ofNullable(pulls.get(number));
    }

    /** What a pull request changes, seen from the merge base with its target branch. */
    public DiffLines diff(PullRequest pull) throws IOException {
        return DiffLines.between(
                git, ObjectId.fromString(tip(pull.baseRef())), ObjectId.fromString(pull.headSha()));
    }

    /** Whether a commit was made for this pull request: the head reaches it, the base does not. */
    public boolean isPartOf(String sha, PullRequest pull) throws IOException {
        return has(sha)
                && Ancestry.reaches(git, pull.headSha(), sha)
                && !Ancestry.reaches(git, tip(pull.baseRef()), sha);
    }

    /** Who may do what here. */
    public People people() {
        return people;
    }

    /**
     * Whether code scanning takes uploads; as with private repositories, not until it is bought.
     */
    public void codeScanning(boolean enabled) {
        codeScanning = enabled;
    }

    public boolean codeScanning() {
        return codeScanning;
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

    /** The tip of a branch; empty when there is none. */
    public Optional<String> find(String branch) throws IOException {
        return Optional.ofNullable(git.resolve(Constants.R_HEADS + branch)).map(ObjectId::name);
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

    /** Whether the object is here, whether a ref shows it or not. */
    public boolean has(String sha) throws IOException {
        return ObjectId.isId(sha) && git.getObjectDatabase().has(ObjectId.fromString(sha));
    }

    public Repository git() {
        return git;
    }

    public void close() {
        git.close();
    }
}
