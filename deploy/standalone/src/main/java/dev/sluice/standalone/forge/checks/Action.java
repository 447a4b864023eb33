package dev.sluice.standalone.forge.checks;

import dev.sluice.standalone.forge.api.Fields;
import dev.sluice.standalone.forge.api.Refused;
import java.util.ArrayList;
import java.util.List;

/** A button on a check run. */
public record Action(String label, String identifier, String description) {

    private static final int MOST = 3;

    static List<Action> all(Fields body) throws Refused {
        var all = new ArrayList<Action>();
        for (Fields item : body.objects("actions", MOST)) {
            all.add(
                    new Action(
                            item.required("label", 20),
                            item.required("identifier", 20),
                            item.required("description", 40)));
        }
        return all;
    }
}
