package dev.sluice.standalone.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackGitTest {

    private static final String PULL = "refs/pull/1/head";

    @TempDir Path directory;

    private LoopbackForge forge;
    private LoopbackRepository repository;
    private Git local;

    @BeforeEach
    void start() throws Exception {
        forge =
                LoopbackForge.start(
                        directory.resolve("forge"),
                        new ForgeTokens("statuses", "fetch"),
                        Clock.systemUTC());
        repository = forge.createRepository("acme", "shop");
        repository.commit("main", "First", Map.of("src/a.txt", "one", "b.txt", "two"));
        local = Git.init().setBare(true).setDirectory(directory.resolve("local").toFile()).call();
    }

    @AfterEach
    void stop() {
        local.close();
        forge.close();
    }

    @Test
    void servesBranchesAndPullRequests() throws Exception {
        repository.branch("feature", repository.tip("main"));
        String head =
                repository.commit("feature", "Second", Map.of("src/a.txt", "changed", "b.txt", ""));
        repository.pull(1, head);

        fetch(PULL, "fetch");

        ObjectId fetched = local.getRepository().resolve("refs/fetched");
        assertThat(fetched.name()).isEqualTo(head);
        assertThat(content(fetched, "src/a.txt")).isEqualTo("changed");
        assertThat(content(fetched, "b.txt")).isNull();
    }

    @Test
    void refusesAWrongTokenAndAnUnknownRepository() {
        assertThatThrownBy(() -> fetch("refs/heads/main", "wrong"))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("not authorized");
        assertThatThrownBy(() -> fetch("refs/heads/main", "fetch", "other"))
                .isInstanceOf(GitAPIException.class);
    }

    @Test
    void hidesACommitUntilItIsRevealed() throws Exception {
        repository.pull(1, repository.tip("main"));
        forge.faults().hide(repository.tip("main"));

        assertThatThrownBy(() -> fetch(PULL, "fetch")).isInstanceOf(TransportException.class);

        forge.faults().reveal(repository.tip("main"));
        fetch(PULL, "fetch");
        assertThat(local.getRepository().resolve("refs/fetched")).isNotNull();
    }

    @Test
    void stallsAFetchUntilItIsReleased() {
        forge.faults().stallFetches();

        CompletableFuture<Void> fetch =
                CompletableFuture.runAsync(() -> {
                    try {
                        fetch("refs/heads/main", "fetch");
                    } catch (GitAPIException e) {
                        throw new IllegalStateException(e);
                    }
                });
        await().atMost(Duration.ofMinutes(2)).until(() -> forge.faults().stalledFetches() == 1);

        assertThat(fetch).isNotDone();
        forge.faults().releaseFetches();
        fetch.join();
    }

    private void fetch(String ref, String token) throws GitAPIException {
        fetch(ref, token, repository.name());
    }

    private void fetch(String ref, String token, String name) throws GitAPIException {
        CredentialsProvider credentials =
                new UsernamePasswordCredentialsProvider("x-access-token", token);
        local.fetch()
                .setRemote(forge.url() + "/acme/" + name + ".git")
                .setRefSpecs("+" + ref + ":refs/fetched")
                .setCredentialsProvider(credentials)
                .call();
    }

    private String content(ObjectId commit, String path) throws Exception {
        var git = local.getRepository();
        try (TreeWalk walk = TreeWalk.forPath(git, path, git.parseCommit(commit).getTree())) {
            return walk == null
                    ? null
                    : new String(git.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
        }
    }
}
