package dev.sluice.notifier.report;

import dev.sluice.notifier.text.Markdown;
import dev.sluice.notifier.text.PlainText;
import dev.sluice.notifier.text.StatusText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a check run says. */
public final class CheckText {

    /** More than anybody reads in a summary; the rest is on the page. */
    private static final int MAX_LISTED = 300;

    private CheckText() {}

    /** What a decision says. */
    public static CheckReport of(ReportInput input) {
        NewFindings news = NewFindings.of(input);
        List<RulesView.Line> rules = RulesView.lines(input);
        return new CheckReport(
                PlainText.shorten(StatusText.of(input.decided()), CheckReport.MAX_TITLE),
                Fitting.into(
                        CheckReport.MAX_BYTES,
                        Math.min(MAX_LISTED, news.listed().size()),
                        listed -> Templates.report(ReportView.of(input, news, listed))),
                Fitting.into(
                        CheckReport.MAX_BYTES,
                        rules.size(),
                        shown -> Templates.rules(RulesView.of(rules, shown, input.pageUrl()))),
                Annotations.of(news.listed()));
    }

    /** What is said without a decision: that it is being scanned, or how it ended without one. */
    public static CheckReport undecided(String line, @Nullable String pageUrl) {
        String title = PlainText.shorten(PlainText.line(line), CheckReport.MAX_TITLE);
        return new CheckReport(
                title,
                Templates.undecided(
                        new UndecidedView(
                                Markdown.text(title, CheckReport.MAX_TITLE),
                                ReportView.page(pageUrl))),
                null,
                List.of());
    }
}
