package dev.sluice.notifier.github;

import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a check run: its number, and which annotations it has, since GitHub adds to
 * them and takes none away.
 *
 * @param marks {@link CheckBody#marks} of the content that brought them
 */
record CheckId(long run, String marks) {

    /** Absent before the first run. */
    static @Nullable CheckId of(@Nullable String remoteId) {
        if (remoteId == null) {
            return null;
        }
        String[] parts = remoteId.split("/", 2);
        return new CheckId(Long.parseLong(parts[0]), parts[1]);
    }

    /** Of a run that was found again. */
    static CheckId found(long run, Content content, @Nullable CheckId known) {
        String marks = content.digest().split("[/+]", 3)[1];
        boolean without = marks.equals(CheckBody.UNMARKED);
        return known != null && known.run() == run && without ? known : new CheckId(run, marks);
    }

    Receipt receipt() {
        return new Receipt(run + "/" + marks);
    }

    /** Whether this run can be changed into that content. */
    boolean canBecome(CheckBody body) {
        return !body.isDecided() || isUnmarked() || marks.equals(body.marks());
    }

    /** Whether it has no annotations yet. */
    boolean isUnmarked() {
        return marks.equals(CheckBody.UNMARKED);
    }

    CheckId after(CheckBody body) {
        return isUnmarked() ? new CheckId(run, body.marks()) : this;
    }
}
