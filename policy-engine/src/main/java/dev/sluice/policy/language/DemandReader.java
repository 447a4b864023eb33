package dev.sluice.policy.language;

import dev.sluice.events.Permission;
import dev.sluice.policy.yaml.Scalar;
import dev.sluice.policy.yaml.Section;
import java.util.List;

/** Reads {@code requireApproval}: one demand, or several of which one is enough. */
final class DemandReader {

    private static final int MAX_APPROVALS = 20;
    private static final int MAX_DEMANDS = 20;
    private static final List<Permission> PERMISSIONS =
            List.of(Permission.READ, Permission.WRITE, Permission.ADMIN);

    private DemandReader() {}

    static List<ApprovalDemand> read(Section section) {
        if (!section.has("anyOf")) {
            section.allow(
                    "count", "permission", "teams", "notAuthor", "notCommitter", "anyOf", "when");
            return List.of(demand(section));
        }
        section.allow("anyOf", "when");
        List<Section> demands = section.sections("anyOf", "a demand", MAX_DEMANDS);
        demands.forEach(demand ->
                demand.allow("count", "permission", "teams", "notAuthor", "notCommitter"));
        return demands.stream().map(DemandReader::demand).toList();
    }

    private static ApprovalDemand demand(Section section) {
        return new ApprovalDemand(
                section.value("count").flatMap(number -> number.whole(1, MAX_APPROVALS)).orElse(1),
                section.value("permission")
                        .flatMap(word -> word.among(PERMISSIONS))
                        .orElse(Permission.WRITE),
                section.has("teams") ? section.names("teams", PolicyReader.TEAM) : List.of(),
                section.value("notAuthor").flatMap(Scalar::flag).orElse(true),
                section.value("notCommitter").flatMap(Scalar::flag).orElse(false));
    }
}
