package dev.sluice.e2e;

import dev.sluice.standalone.forge.api.RequestWitness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/** Keeps every request that the double sees and holds it against GitHub's own description. */
final class PrismWitness implements RequestWitness {

    /** What is not part of the REST description: GraphQL, and repositories by their number. */
    private static final Pattern OUTSIDE =
            Pattern.compile("/api/graphql|/api/v3/repositories/[0-9]+(/.*)?");

    private final BlockingQueue<Seen> requests = new LinkedBlockingQueue<>();

    @Override
    public void saw(Seen request) {
        if (!OUTSIDE.matcher(request.path().getPath()).matches()) {
            requests.add(request);
        }
    }

    /** How many requests there were, and what is wrong with each that is wrong. */
    Judgement judge(Prism prism) throws IOException, InterruptedException {
        var all = new ArrayList<Seen>();
        requests.drainTo(all);
        var objections = new ArrayList<String>();
        var kinds = new ArrayList<String>();
        for (Seen request : all) {
            prism.objection(request).ifPresent(objections::add);
            kinds.add(
                    request.method()
                            + " "
                            + request.path().getPath().replaceAll("[0-9a-f]{40}|[0-9]+", "N"));
        }
        return new Judgement(kinds.stream().distinct().sorted().toList(), objections);
    }

    /**
     * What came of it.
     *
     * @param kinds of requests that were held against the description
     */
    record Judgement(List<String> kinds, List<String> objections) {
        Judgement {
            kinds = List.copyOf(kinds);
            objections = List.copyOf(objections);
        }
    }
}
