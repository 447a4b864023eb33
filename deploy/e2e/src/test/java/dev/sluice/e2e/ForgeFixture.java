package dev.sluice.e2e;

import dev.sluice.standalone.forge.LoopbackForge;
import dev.sluice.standalone.forge.api.RequestWitness;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.status.StatusWrite;
import dev.sluice.standalone.forge.webhook.PullRequestWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Repositories and proposals on the double of the forge, in the words of the tests. */
final class ForgeFixture implements AutoCloseable {

    private static final AtomicInteger REPOSITORIES = new AtomicInteger();

    private final LoopbackForge forge;

    private ForgeFixture(LoopbackForge forge) {
        this.forge = forge;
    }

    static ForgeFixture start(Path directory) {
        try {
            return new ForgeFixture(LoopbackForge.start(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, and a witness sees every request to the API. */
    static ForgeFixture start(Path directory, RequestWitness witness) {
        try {
            return new ForgeFixture(LoopbackForge.start(directory, witness));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoopbackForge forge() {
        return forge;
    }

    /** A new, empty one. */
    Repo repository() {
        return repository("acme");
    }

    /** A new, empty one of this owner. */
    Repo repository(String owner) {
        try {
            return new Repo(
                    forge, forge.createRepository(owner, "shop-" + REPOSITORIES.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        forge.close();
    }

    /** What people saw at a commit, oldest first. */
    record Status(String state, String description) {
        static Status of(StatusWrite write) {
            return new Status(write.state(), String.valueOf(write.description()));
        }
    }

    /** One repository. */
    record Repo(LoopbackForge forge, LoopbackRepository repository) {

        /**
         * Commits on top of a branch; no two commits of a run have the same id, whatever they hold.
         */
        String commit(String branch, Map<String, String> files) {
            try {
                return repository.commit(
                        branch, "Change " + files.keySet() + " " + UUID.randomUUID(), files);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Commits on a branch, which is cut from another one when it is new. */
        String commit(String branch, String from, Map<String, String> files) {
            try {
                if (!branch.equals(from)) {
                    repository.branch(branch, repository.tip(from));
                }
                return commit(branch, files);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Opens a pull request for the tip of a branch, or moves its head there. */
        Proposal propose(long number, String head, String base) {
            try {
                String sha = repository.tip(head);
                repository.pull(number, sha, head, base);
                return new Proposal(this, number, head, sha, base, List.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] pushEvent(String branch, String before, String after) {
            return repository.push(branch, before, after).build().body();
        }

        List<Status> statuses(String sha, String context) {
            return forge.writes(sha).stream()
                    .filter(write -> write.context().equals(context))
                    .map(Status::of)
                    .toList();
        }

        /** Some event that Sluice has never heard of. */
        byte[] anyEvent() {
            return "{\"action\":\"created\",\"repository\":{\"id\":%d}}"
                    .formatted(repository.id())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A pull request in one of its states. */
    record Proposal(
            Repo repository,
            long number,
            String head,
            String headSha,
            String base,
            List<String> labels) {

        Proposal withLabels(String... names) {
            return new Proposal(repository, number, head, headSha, base, List.of(names));
        }

        byte[] event(String action) {
            return build(webhook().action(action));
        }

        byte[] retargetedFrom(String former) {
            return build(webhook().retargetedFrom(former));
        }

        private PullRequestWebhook webhook() {
            try {
                var webhook = repository.repository().pullRequest(number, head, headSha);
                webhook.base(base, repository.repository().tip(base));
                labels.forEach(webhook::labeled);
                return webhook;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte[] build(PullRequestWebhook webhook) {
            return webhook.build().body();
        }
    }
}
