package dev.sluice.notifier.publishing;

import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** All kinds of things that are shown. */
@Singleton
public class Exhibits {

    private final List<Exhibit> exhibits;

    public Exhibits(@All List<Exhibit> exhibits) {
        this.exhibits = List.copyOf(exhibits);
        if (exhibits.stream().map(Exhibit::kind).distinct().count() < exhibits.size()) {
            throw new IllegalArgumentException("two exhibits have the same kind");
        }
    }

    Optional<Exhibit> of(Place place) {
        return exhibits.stream().filter(it -> it.kind().equals(place.kind())).findFirst();
    }

    /** One place is to be looked at, which is known without asking. */
    public void markDue(Handle handle, Place place, Instant now) {
        of(place)
                .ifPresent(it ->
                        Targets.markDue(handle, place, it.installation(place), it.worth(), now));
    }

    /** Something was said about this revision: all places concerned are to be looked at. */
    public void markDue(Handle handle, Repository repository, Revision revision, Instant now) {
        for (Exhibit exhibit : exhibits) {
            for (Place place : exhibit.places(repository, revision)) {
                Targets.markDue(handle, place, exhibit.installation(place), exhibit.worth(), now);
            }
        }
    }

    /** Somebody wants to be told again, even if it is what stands there already. */
    public void askAgain(Handle handle, Repository repository, Revision revision) {
        for (Exhibit exhibit : exhibits) {
            for (Place place : exhibit.places(repository, revision)) {
                Targets.askAgain(handle, place);
            }
        }
    }
}
