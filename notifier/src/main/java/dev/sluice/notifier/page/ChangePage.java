package dev.sluice.notifier.page;

import dev.sluice.notifier.links.PageLinks;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a status. Without the right key there is nothing here, whether or not the
 * revision exists.
 */
@Path("/changes/{revision}")
public class ChangePage {

    private static final Pattern REVISION =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The template, checked by the build against what it is given. */
    @CheckedTemplate(basePath = "notifier")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance change(ChangeView view, String style);
    }

    private final PageLinks links;
    private final StoredChanges changes;

    ChangePage(PageLinks links, StoredChanges changes) {
        this.links = links;
        this.changes = changes;
    }

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public Response show(
            @PathParam("revision") String revision, @QueryParam("key") @Nullable String key) {
        return opened(revision, key)
                .flatMap(changes::find)
                .map(ChangeView::of)
                .map(view -> Templates.change(view, PageStyle.CSS).render())
                .map(html -> SafeHeaders.on(Response.ok(html)))
                .orElseGet(ChangePage::nothing);
    }

    private Optional<UUID> opened(String revision, @Nullable String key) {
        if (key == null || !REVISION.matcher(revision).matches()) {
            return Optional.empty();
        }
        UUID id = UUID.fromString(revision);
        return links.opens(id, key) ? Optional.of(id) : Optional.empty();
    }

    private static Response nothing() {
        return SafeHeaders.on(
                Response.status(Response.Status.NOT_FOUND)
                        .type(MediaType.TEXT_PLAIN + ";charset=UTF-8")
                        .entity("There is nothing here. A link to a page has to be used whole.\n"));
    }
}
