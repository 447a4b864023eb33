package dev.sluice.scanners.git;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.RawParseUtils;

/** What a commit says, or the beginning of it. */
record CommitMessage(String text, boolean isCut) {

    /** Of a commit whose body is parsed; a message that is too long is not decoded as a whole. */
    static CommitMessage of(RevCommit commit, long limit) {
        byte[] raw = commit.getRawBuffer();
        int begin = RawParseUtils.commitMessage(raw, 0);
        return begin < 0 || raw.length - begin <= limit
                ? new CommitMessage(commit.getFullMessage(), false)
                : new CommitMessage(
                        new String(raw, begin, (int) limit, StandardCharsets.UTF_8), true);
    }
}
