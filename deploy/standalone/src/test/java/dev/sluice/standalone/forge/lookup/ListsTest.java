package dev.sluice.standalone.forge.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Lists as who looks around reads them. */
class ListsTest extends DoubleTest {

    @Test
    void listsOpenPullRequestsOnly() throws IOException {
        repository.pull(2, head, "feature", "main");
        repository.closePull(1);

        Answer open = client.get(token, REPO + "/pulls?state=open");

        assertThat(open.json()).hasSize(1);
        assertThat(open.json().get(0).path("number").asInt()).isEqualTo(2);
        assertThat(open.json().get(0).at("/head/sha").asText()).isEqualTo(head);
        assertThat(open.json().get(0).at("/base/repo/id").asLong()).isEqualTo(repository.id());
        assertThat(open.json().get(0).path("updated_at").asText())
                .isEqualTo(clock.instant().toString());
        assertThat(client.get(token, REPO + "/pulls?state=all").json()).hasSize(2);
    }

    @Test
    void listsInPagesTheOldestFirstWhenAsked() throws IOException {
        repository.pull(2, head, "feature", "main");
        String query = "/pulls?state=open&sort=created&direction=asc&per_page=1";

        Answer first = client.get(token, REPO + query);

        assertThat(first.json().get(0).path("number").asInt()).isEqualTo(1);
        assertThat(first.header("link")).contains("rel=\"next\"").contains("page=2");
        assertThat(client.get(token, REPO + query + "&page=2").header("link")).isEmpty();
    }

    @Test
    void saysThatNothingChangedUntilSomethingDoes() throws IOException {
        String path = "/repositories/" + repository.id() + "/pulls?state=open";
        String etag = client.get(token, path).header("etag");

        assertThat(client.get(token, path, "If-None-Match", etag).status()).isEqualTo(304);
        repository.pull(2, head, "feature", "main");
        assertThat(client.get(token, path, "If-None-Match", etag).status()).isEqualTo(200);
    }

    @Test
    void showsPullRequestsToNobodyWithoutThePermission() {
        String blind = token("{\"permissions\": {\"metadata\": \"read\"}}");

        assertThat(client.get(blind, REPO + "/pulls").status()).isEqualTo(403);
        assertThat(client.get(blind, REPO + "/branches/main").status()).isEqualTo(403);
        assertThat(client.get(blind, REPO).status()).isEqualTo(200);
    }

    @Test
    void refusesAStateThatThereIsNot() {
        assertThat(client.get(token, REPO + "/pulls?state=merged").status()).isEqualTo(422);
    }

    @Test
    void showsTheTipOfABranchAndNoneOfAnother() throws IOException {
        Answer main = client.get(token, REPO + "/branches/main");

        assertThat(main.json().at("/commit/sha").asText()).isEqualTo(repository.tip("main"));
        assertThat(client.get(token, REPO + "/branches/other").status()).isEqualTo(404);
    }
}
