package dev.sluice.ingest.github;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.changes.OpenChange;
import dev.sluice.ingest.changes.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The open changes that a test names. */
final class RememberedChanges implements KnownChanges {

    private final List<OpenChange> changes;

    RememberedChanges(OpenChange... changes) {
        this.changes = List.of(changes);
    }

    @Override
    public void remember(Event<?> event) {
        throw new UnsupportedOperationException("translating remembers nothing");
    }

    @Override
    public boolean isRepetition(Event<?> event) {
        throw new UnsupportedOperationException("translating does not ask what is news");
    }

    @Override
    public Optional<Standing> standing(ChangeId change) {
        throw new UnsupportedOperationException("translating asks for open changes only");
    }

    @Override
    public Optional<OpenChange> of(ChangeId change) {
        return changes.stream().filter(open -> open.revision().change().equals(change)).findFirst();
    }

    @Override
    public Optional<OpenChange> at(Repository repository, UUID revision) {
        return changes.stream().filter(open -> open.revision().id().equals(revision)).findFirst();
    }

    @Override
    public List<ChangeId> openUntil(Repository repository, Instant time) {
        return changes.stream()
                .map(open -> open.revision().change())
                .filter(change -> change.value().startsWith(repository.key() + "/"))
                .toList();
    }

    @Override
    public List<OpenChange> at(Repository repository, String headSha) {
        return changes.stream().filter(open -> open.revision().headSha().equals(headSha)).toList();
    }
}
