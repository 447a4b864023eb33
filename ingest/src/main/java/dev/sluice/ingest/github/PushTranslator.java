package dev.sluice.ingest.github;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Translation;
import java.util.List;

/** Pushes to the default branch, and its deletion. */
final class PushTranslator {

    private static final String BRANCHES = "refs/heads/";

    private PushTranslator() {}

    static Translation translate(Delivery delivery) {
        PushPayload push = Payload.read(delivery, PushPayload.class);
        String ref = Payload.need("ref", push.ref());
        if (!ref.startsWith(BRANCHES)) {
            return new Translation.Ignored(Translation.Reason.NOT_A_BRANCH);
        }
        String branch = ref.substring(BRANCHES.length());
        RepositoryPayload payload = Payload.need("repository", push.repository());
        if (!branch.equals(Payload.need("repository.default_branch", payload.defaultBranch()))) {
            return new Translation.Ignored(Translation.Reason.BRANCH_NOT_WATCHED);
        }
        Fact fact = fact(push, Names.branch("ref", branch), payload.repository(delivery));
        return Events.translated(delivery, payload.pushTime(delivery), List.of(fact));
    }

    private static Fact fact(PushPayload push, String branch, Repository repository) {
        ChangeId change = ChangeId.pushed(repository, branch);
        String after = Payload.need("after", push.after());
        if (Names.isNoCommit(after)) {
            return new ChangeClosed(change, repository, false);
        }
        String before = Payload.need("before", push.before());
        return new ChangePushed(
                Revision.of(change, Names.commit("after", after), branch),
                repository,
                Names.isNoCommit(before) ? null : Names.commit("before", before),
                Boolean.TRUE.equals(push.forced()),
                AccountPayload.account("sender", push.sender()));
    }
}
