package dev.sluice.notifier.report;

import dev.sluice.notifier.text.Markdown;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The templates of the reports. Each names the type of what it shows, so the build checks it; it
 * prints {@link Markdown} and refuses everything else, so nothing gets on a page that was not
 * escaped. The engine is its own: what is printed here must not be escaped as HTML.
 */
final class Templates {

    static final Engine ENGINE =
            Engine.builder()
                    .addDefaults()
                    .addValueResolver(new ReflectionValueResolver())
                    .addResultMapper(new MarkdownOnly())
                    .addLocator(Templates::locate)
                    .build();

    private static final Template REPORT = template("report");
    private static final Template RULES = template("rules");
    private static final Template SETTLED = template("settled");
    private static final Template UNDECIDED = template("undecided");
    private static final Template INLINE = template("inline");
    private static final Template GONE = template("gone");
    private static final Template DEPLOYMENT = template("deployment");

    private Templates() {}

    static String report(ReportView it) {
        return render(REPORT, it);
    }

    static String rules(RulesView it) {
        return render(RULES, it);
    }

    static String settled(ReportView it) {
        return render(SETTLED, it);
    }

    static String undecided(UndecidedView it) {
        return render(UNDECIDED, it);
    }

    static String inline(InlineView it) {
        return render(INLINE, it);
    }

    static String gone(Markdown commit) {
        return render(GONE, commit);
    }

    static String deployment(DeploymentView it) {
        return render(DEPLOYMENT, it);
    }

    private static String render(Template template, Object it) {
        return template.data("it", it).render().strip() + "\n";
    }

    private static Template template(String name) {
        Template template = ENGINE.getTemplate("report/" + name + ".md");
        if (template == null) {
            throw new IllegalStateException("templates/report/" + name + ".md is not in the jar");
        }
        return template;
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String id) {
        return Optional.ofNullable(Templates.class.getResource("/templates/" + id))
                .map(Located::new);
    }

    private record Located(URL resource) implements TemplateLocator.TemplateLocation {
        @Override
        public Reader read() {
            try {
                return new InputStreamReader(resource.openStream(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.empty();
        }
    }

    private static final class MarkdownOnly implements ResultMapper {
        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return true;
        }

        @Override
        public String map(Object result, Expression expression) {
            if (result instanceof Markdown markdown) {
                return markdown.source();
            }
            throw new TemplateException(
                    expression.toOriginalString() + " is not Markdown and would not be escaped");
        }
    }
}
