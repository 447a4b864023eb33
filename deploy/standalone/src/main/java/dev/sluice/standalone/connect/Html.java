package dev.sluice.standalone.connect;

import java.net.URI;
import java.util.stream.Collectors;

/** The pages that a browser sees on the way. */
final class Html {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Connect GitHub - Sluice</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
              td { padding: .1rem 1rem .1rem 0; vertical-align: top; }
              button { font: inherit; padding: .5rem 1rem; }
            </style>
            <h1>Connect GitHub</h1>
            %s
            </html>
            """;

    private Html() {}

    /** One click hands the manifest over. */
    static String form(URI action, String manifest) {
        String rows =
                Need.PERMISSIONS.stream()
                        .map(need ->
                                "<tr><td>%s<td>%s"
                                        .formatted(escaped(need.toString()), escaped(need.why())))
                        .collect(Collectors.joining("\n"));
        return PAGE.formatted(
                """
                <p>This makes a GitHub App of your own. GitHub shows you what it may do before it is made:
                <table>
                %s
                </table>
                <form action="%s" method="post">
                <input type="hidden" name="manifest" value="%s">
                <p><button autofocus>Continue at %s</button>
                </form>\
                """
                        .formatted(
                                rows,
                                escaped(action.toString()),
                                escaped(manifest),
                                escaped(action.getHost())));
    }

    static String message(String text) {
        return PAGE.formatted("<p>" + escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
