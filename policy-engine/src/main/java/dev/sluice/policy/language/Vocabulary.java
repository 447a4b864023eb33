package dev.sluice.policy.language;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What conditions can talk about: the types of {@code finding}, {@code change} and {@code scans}.
 * Enumerations are their words on the wire; what is absent is {@code ""}, {@code 0} or an empty
 * list, so that a condition never fails because something is not there.
 */
public final class Vocabulary {

    private Vocabulary() {}

    /**
     * A finding.
     *
     * @param severityRank 5 for critical down to 1 for info, 0 for unknown
     * @param fixable whether something is known to do about it
     * @param fixedVersion the lowest version that is not affected
     * @param commit set where it is not in the head but in this commit on the way to it
     * @param secretIssuer who issued a secret; not {@code issuer}, of which CEL would see {@code
     *     suer} because it takes the method for the getter of a boolean
     */
    public record Finding(
            String scanner,
            String ruleId,
            String level,
            String severity,
            long severityRank,
            String baselineState,
            String cause,
            String message,
            String path,
            long line,
            String commit,
            List<String> cwes,
            List<String> cves,
            String purl,
            double cvssScore,
            String cvssVector,
            boolean fixable,
            String fixedVersion,
            String secretIssuer,
            String fingerprint) {
        public Finding {
            cwes = List.copyOf(cwes);
            cves = List.copyOf(cves);
        }
    }

    /**
     * A change.
     *
     * @param kind {@code proposed} or {@code pushed}
     * @param repository {@code owner/name}
     * @param number of the pull request; 0 for a merge group and for a push
     * @param author who proposed it; for a push, who pushed
     * @param fork whether the head lives in another repository
     * @param forced whether a push rewrote history
     * @param files the first 5000
     * @param filesTruncated whether there are more
     */
    public record Change(
            String kind,
            String forge,
            String repository,
            long number,
            String headRef,
            String headSha,
            String baseRef,
            String author,
            String trust,
            boolean fork,
            boolean draft,
            boolean forced,
            List<String> labels,
            long commits,
            List<File> files,
            boolean filesTruncated) {
        public Change {
            labels = List.copyOf(labels);
            files = List.copyOf(files);
        }

        /**
         * Whether a file of the change is, or was, at a path like this; true also where there are
         * more files than are listed, because then nobody can say that it is not.
         */
        boolean touches(String glob) {
            return touchesOne(List.of(Glob.of(glob)));
        }

        boolean touchesOne(List<Glob> globs) {
            return filesTruncated
                    || files.stream()
                            .flatMap(file -> Stream.of(file.path(), file.previousPath()))
                            .filter(path -> !path.isEmpty())
                            .anyMatch(path -> globs.stream().anyMatch(glob -> glob.matches(path)));
        }
    }

    /** A file that the change touches; {@code previousPath} is set for renamed and copied ones. */
    public record File(String path, String status, String previousPath) {}

    /**
     * A scan of the plan, or one that reported without being planned.
     *
     * @param outcome {@code completed}, {@code failed}, {@code skipped} or {@code running}
     * @param reason why it failed or was skipped
     * @param findings how many it has
     * @param advisoriesKind {@code sample} or {@code full}
     * @param advisoriesUpdatedAt the beginning of 1970 where no advisories are used
     */
    public record Scan(
            String scanner,
            String outcome,
            String reason,
            long findings,
            String tool,
            String toolVersion,
            List<Gap> gaps,
            String advisoriesKind,
            Instant advisoriesUpdatedAt,
            long dependenciesDeclared,
            long dependenciesResolved,
            long dependenciesUnresolved) {
        public Scan {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Somebody's approval.
     *
     * @param current whether it is for this head, or for one with the same patch
     */
    public record Approval(String by, String permission, List<String> teams, boolean current) {
        public Approval {
            teams = List.copyOf(teams);
        }
    }

    /** Something that a scan did not check. */
    public record Gap(String kind, String detail, long count) {}
}
