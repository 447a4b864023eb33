package dev.sluice.standalone.forge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import dev.sluice.standalone.forge.webhook.Account;
import org.junit.jupiter.api.Test;

class NamesTest extends DoubleTest {

    @Test
    void aRenamedRepositoryIsFoundByItsIdAndRedirectedByItsOldName() {
        forge.move(repository, "acme", "store");

        Answer old = client.get(token, REPO + "/pulls/1?x=1");
        assertThat(old.status()).isEqualTo(301);
        assertThat(old.header("location"))
                .isEqualTo(forge.apiUrl() + "/repositories/" + repository.id() + "/pulls/1?x=1");
        assertThat(client.get(token, old.header("location")).json().path("number").asInt())
                .isEqualTo(1);
        assertThat(
                        client.get(token, "/repositories/" + repository.id())
                                .json()
                                .path("full_name")
                                .asText())
                .isEqualTo("acme/store");
        assertThat(client.post(token, REPO + "/issues/1/comments", "{\"body\":\"a\"}").status())
                .isEqualTo(307);
        assertThat(client.get(token, "/repos/acme/store/pulls/1").status()).isEqualTo(200);
    }

    @Test
    void aTransferredRepositoryLeavesTheInstallation() {
        forge.move(repository, "rivals", "shop");

        assertThat(client.get(token, REPO).status()).isEqualTo(404);
        assertThat(client.get(token, "/repositories/" + repository.id()).status()).isEqualTo(404);
        assertThat(client.get("personal", REPO).status()).isEqualTo(301);
    }

    @Test
    void namesAreTheSameInCapitals() {
        assertThat(client.get(token, "/repos/Acme/SHOP").status()).isEqualTo(200);
    }

    @Test
    void tellsWhatSomebodyMayDo() {
        repository.people().allow(Account.user("eve", 666), "read");

        String people = REPO + "/collaborators/";
        assertThat(client.get(token, people + "eve/permission").json().path("permission").asText())
                .isEqualTo("read");
        assertThat(client.get("personal", people + "ada/permission").json().at("/user/id").asLong())
                .isEqualTo(501);
        assertThat(client.get(token, people + "nobody/permission").status()).isEqualTo(404);
    }

    @Test
    void showsAPullRequest() {
        Answer pull = client.get(token, REPO + "/pulls/1");

        assertThat(pull.json().at("/head/sha").asText()).isEqualTo(head);
        assertThat(pull.json().at("/base/ref").asText()).isEqualTo("main");
        assertThat(client.get(token, REPO + "/pulls/2").status()).isEqualTo(404);
    }

    @Test
    void knowsNoOtherPaths() {
        assertThat(client.get(token, "/user").status()).isEqualTo(404);
        assertThat(client.get(token, REPO + "/actions/runs").status()).isEqualTo(404);
        assertThat(client.get("", REPO).status()).isEqualTo(401);
    }
}
