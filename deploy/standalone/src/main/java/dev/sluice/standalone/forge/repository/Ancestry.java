package dev.sluice.standalone.forge.repository;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Which commits come before which. */
final class Ancestry {

    private Ancestry() {}

    static boolean reaches(Repository git, String from, String to) throws IOException {
        try (var walk = new RevWalk(git)) {
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(to)),
                    walk.parseCommit(ObjectId.fromString(from)));
        }
    }
}
