package dev.sluice.ingest.forge;

import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import java.util.List;
import java.util.Locale;

/** What a delivery means. */
public sealed interface Translation {

    /** These happened, in this order. */
    record Translated(List<Event<?>> events) implements Translation {
        public Translated {
            events = List.copyOf(events);
        }
    }

    /**
     * These repositories are connected with us now. What they hold is found out by itself and told
     * in a delivery of its own.
     */
    record Met(List<Repository> repositories) implements Translation {
        public Met {
            repositories = List.copyOf(repositories);
        }
    }

    /** Nothing that concerns us happened. */
    record Ignored(Reason reason) implements Translation {}

    /** Why a genuine delivery leads to nothing. */
    enum Reason {
        /** It only asked whether somebody is there. */
        PROBE,

        /** No event of this name is used. */
        EVENT_NOT_USED,

        /** The event is used, but not what was done. */
        ACTION_NOT_USED,

        /** It says itself that it is of no repository. */
        NO_REPOSITORY,

        /** Our own App did it. */
        OWN_APP,

        /** A push to a branch that nobody watches. */
        BRANCH_NOT_WATCHED,

        /** A push of something that is no branch, such as a tag. */
        NOT_A_BRANCH,

        /** A comment that asks nothing of us. */
        NO_COMMAND,

        /** A comment asks something of us that we do not do. */
        UNKNOWN_COMMAND,

        /** A comment on something that is no proposal. */
        NOT_A_PROPOSAL,

        /** A check that somebody else made, or an App that is not ours. */
        NOT_OURS,

        /** A review that neither approves nor asks for changes. */
        REVIEW_WITHOUT_VERDICT,

        /** An approval of a commit that the forge does not name. */
        COMMIT_NOT_NAMED,

        /** A deployment that goes on, or that another one has replaced. */
        DEPLOYMENT_NOT_FINISHED,

        /** What the forge's own scanners found: results come in as uploads, for a commit. */
        OTHER_SCANNER,

        /** A repository has another name, owner or setting; its number is still the same. */
        IDENTITY_KEPT,

        /** What our App may do has changed; it is asked for anew each time anyway. */
        PERMISSIONS_CHANGED,

        /** A program asks for what only people may ask for. */
        NOT_A_PERSON,

        /** It tells of repositories and of nothing in them; their baselines follow. */
        FIRST_CONTACT,

        /** What it says was told before, by the reconciler or in its place. */
        ALREADY_TOLD,

        /** Nothing that is open now is known there. */
        NO_OPEN_CHANGE,

        /** A waiver of something that is not decided. */
        NOT_DECIDED,

        /** Who asks may not write to the repository. */
        NOT_PERMITTED,

        /** The forge does not say whether who asks may write; so it counts as if they may not. */
        PERMISSION_UNKNOWN;

        /** For metrics and logs, such as {@code branch-not-watched}. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
