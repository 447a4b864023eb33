package dev.sluice.standalone.forge.comments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import dev.sluice.standalone.forge.webhook.Account;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommentsTest extends DoubleTest {

    private static final String ALL = REPO + "/issues/1/comments";

    @Test
    void isWrittenInTheNameOfTheBot() {
        Answer answer = client.post(token, ALL, "{\"body\":\"hello\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("user").path("login").asText()).isEqualTo("sluice[bot]");
        assertThat(answer.json().path("user").path("type").asText()).isEqualTo("Bot");
        assertThat(forge.issueComments().of(repository, 1))
                .singleElement()
                .returns("hello", IssueComment::body);
    }

    @Test
    void takes65536CharactersAndNotOneMore() {
        assertThat(client.post(token, ALL, body("x".repeat(65_536))).status()).isEqualTo(201);
        assertThat(client.post(token, ALL, body("x".repeat(65_537))).status()).isEqualTo(422);
    }

    @Test
    void refusesAnEmptyTextAndAPullRequestThatIsNotThere() {
        assertThat(client.post(token, ALL, body(" ")).status()).isEqualTo(422);
        assertThat(client.post(token, ALL, "{}").status()).isEqualTo(422);
        assertThat(client.post(token, REPO + "/issues/2/comments", body("a")).status())
                .isEqualTo(404);
    }

    @Test
    void isEditedReadAndDeletedInPlace() {
        String path = path(client.post(token, ALL, body("one")));
        clock.advance(Duration.ofMinutes(1));

        assertThat(client.patch(token, path, body("two")).json().path("body").asText())
                .isEqualTo("two");
        assertThat(client.get(token, path).json().path("updated_at").asText())
                .isEqualTo(clock.instant().toString());
        assertThat(client.get(token, ALL + "?since=" + clock.instant()).json()).hasSize(1);
        assertThat(client.get(token, ALL + "?since=" + clock.instant().plusSeconds(1)).json())
                .isEmpty();
        assertThat(client.delete(token, path).status()).isEqualTo(204);
        assertThat(client.get(token, path).status()).isEqualTo(404);
    }

    @Test
    void nobodyEditsWhatAnotherOneSaid() {
        IssueComment foreign = forge.issueComments().add(repository, 1, Account.ADA, "mine");
        String path = REPO + "/issues/comments/" + foreign.id();

        assertThat(client.patch(token, path, body("yours")).status()).isEqualTo(403);
        assertThat(client.delete(token, path).status()).isEqualTo(403);
        assertThat(client.get(token, path).status()).isEqualTo(200);
    }

    @Test
    void needsThePermission() {
        String reader = token("{\"permissions\":{\"pull_requests\":\"read\"}}");

        assertThat(client.post(reader, ALL, body("a")).status()).isEqualTo(403);
        assertThat(client.post("personal", ALL, body("a")).status()).isEqualTo(403);
        assertThat(client.get(reader, ALL).status()).isEqualTo(200);
        String writer = token("{\"permissions\":{\"issues\":\"write\"}}");
        assertThat(client.post(writer, ALL, body("a")).status()).isEqualTo(201);
    }

    private static String body(String text) {
        return "{\"body\":\"" + text + "\"}";
    }

    private static String path(Answer comment) {
        return REPO + "/issues/comments/" + comment.json().path("id").asText();
    }
}
