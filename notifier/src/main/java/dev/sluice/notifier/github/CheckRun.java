package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.notifier.publishing.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check run as GitHub tells of it, as far as it matters to us. */
record CheckRun(
        long id,
        @Nullable String status,
        @Nullable String conclusion,
        @JsonProperty("external_id") @Nullable String externalId,
        @Nullable Owner app,
        @Nullable Output output) {

    /** The App that wrote it. */
    record Owner(long id) {}

    /** How much there is to read. */
    record Output(
            @Nullable String title, @JsonProperty("annotations_count") int annotationsCount) {}

    /** A page of them. */
    record Runs(@JsonProperty("check_runs") @Nullable List<CheckRun> runs) {

        @Override
        public List<CheckRun> runs() {
            return runs == null ? List.of() : runs;
        }

        boolean isOne() {
            return runs != null;
        }
    }

    /** Whether GitHub's API wrote this and not something in between. */
    boolean isOne() {
        return id > 0 && status != null;
    }

    boolean isOf(long appId) {
        return app != null && app.id() == appId;
    }

    /** Whether people see this content here. */
    boolean shows(Content content) {
        String state = conclusion == null ? status : conclusion;
        return content.state().equals(state) && CheckRequest.externalId(content).equals(externalId);
    }

    int annotations() {
        return output == null ? 0 : output.annotationsCount();
    }
}
