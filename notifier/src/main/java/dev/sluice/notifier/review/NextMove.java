package dev.sluice.notifier.review;

import dev.sluice.events.Finding;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.report.InlineComment;
import dev.sluice.notifier.report.InlineComments;
import dev.sluice.notifier.report.Marker;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.review.Move.Kind;
import dev.sluice.notifier.review.Remarks.Remark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what to do next about the remarks on a pull request; one thing at a time. */
final class NextMove {

    private NextMove() {}

    /**
     * Posts before it resolves, as long as there may be more. A remark is resolved only when its
     * scanner has looked and has not found it any more.
     *
     * @param ended the scanners that have a result for the revision
     */
    static Optional<Move> of(ReportInput input, Remarks remarks, Set<String> ended, int max) {
        String headSha = input.decided().revision().headSha();
        List<InlineComment> wanted = InlineComments.of(input, max);
        return wanted.stream()
                .flatMap(comment -> show(comment, input, remarks, headSha, max).stream())
                .findFirst()
                .or(() -> gone(input, remarks, ended).map(name -> resolve(name, remarks, headSha)));
    }

    private static Optional<Move> show(
            InlineComment comment, ReportInput input, Remarks remarks, String headSha, int max) {
        String name = Marker.finding(comment.fingerprint()).name();
        Remark remark = remarks.written().get(name);
        boolean full = remarks.open() >= max;
        if (remark == null) {
            return full || headSha.equals(remarks.outside().get(name))
                    ? Optional.empty()
                    : Optional.of(move(Kind.POST, name, comment, input, headSha));
        }
        return remark.resolved() && !full
                ? Optional.of(move(Kind.REOPEN, name, comment, input, headSha))
                : Optional.empty();
    }

    private static Move move(
            Kind kind, String name, InlineComment comment, ReportInput input, String headSha) {
        String scanner =
                input.findings().stream()
                        .filter(it -> it.fingerprint().equals(comment.fingerprint()))
                        .map(Finding::scanner)
                        .findFirst()
                        .orElse("");
        return new Move(
                kind, name, scanner, comment.path(), comment.line(), headSha, comment.body());
    }

    private static Optional<String> gone(ReportInput input, Remarks remarks, Set<String> ended) {
        if (input.decided().verdict() == Verdict.INDETERMINATE
                || input.decided().verdict() == Verdict.UNKNOWN) {
            return Optional.empty();
        }
        Set<String> present =
                InlineComments.fingerprints(input).stream()
                        .map(fingerprint -> Marker.finding(fingerprint).name())
                        .collect(Collectors.toSet());
        return remarks.written().entrySet().stream()
                .filter(entry -> !entry.getValue().resolved() && !present.contains(entry.getKey()))
                .filter(entry -> hasLooked(entry.getValue().scanner(), ended))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean hasLooked(String scanner, Set<String> ended) {
        return scanner.isEmpty() ? !ended.isEmpty() : ended.contains(scanner);
    }

    private static Move resolve(String name, Remarks remarks, String headSha) {
        Remark remark = remarks.written().get(name);
        return new Move(
                Kind.RESOLVE,
                name,
                remark == null ? "" : remark.scanner(),
                "",
                0,
                headSha,
                InlineComments.gone(new Marker("finding", name), headSha));
    }
}
