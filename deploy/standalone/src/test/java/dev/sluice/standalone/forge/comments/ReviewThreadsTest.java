package dev.sluice.standalone.forge.comments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewThreadsTest extends DoubleTest {

    private static final String ALL = REPO + "/pulls/1/comments";
    private static final String THREADS =
            "query($owner:String!,$name:String!,$number:Int!){repository(owner:$owner,name:$name){"
                    + "pullRequest(number:$number){reviewThreads(first:50){totalCount nodes{id"
                    + " isResolved isOutdated path line comments(first:1){nodes{databaseId body"
                    + " author{login}}}}pageInfo{hasNextPage endCursor}}}}}";
    private static final String SHOP = "{\"owner\":\"acme\",\"name\":\"shop\",\"number\":1}";

    @ParameterizedTest
    @CsvSource({
        "new.txt,1,RIGHT",
        "new.txt,2,RIGHT",
        "README.md,10,RIGHT",
        "README.md,10,LEFT",
        "README.md,7,RIGHT",
        "README.md,13,RIGHT"
    })
    void takesALineThatIsPartOfTheDiff(String path, int line, String side) {
        assertThat(comment(head, path, line, side).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "README.md,6,RIGHT,line",
        "README.md,14,RIGHT,line",
        "new.txt,1,LEFT,line",
        "other.txt,1,RIGHT,path"
    })
    void refusesALineThatIsNotPartOfTheDiff(String path, int line, String side, String field) {
        Answer answer = comment(head, path, line, side);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).path("field").asText())
                .isEqualTo("pull_request_review_thread." + field);
    }

    @Test
    void refusesACommitOfAnotherChange() throws IOException {
        assertThat(comment(repository.tip("main"), "new.txt", 1, "RIGHT").text())
                .contains("commit_id is not part of the pull request");
        assertThat(comment("1".repeat(40), "new.txt", 1, "RIGHT").status()).isEqualTo(422);
    }

    @Test
    void wantsABodyALineAndAPullRequest() {
        assertThat(
                        client.post(
                                        token,
                                        ALL,
                                        "{\"commit_id\":\"%s\",\"path\":\"new.txt\",\"line\":1}"
                                                .formatted(head))
                                .status())
                .isEqualTo(422);
        assertThat(
                        client.post(
                                        token,
                                        ALL,
                                        "{\"body\":\"b\",\"commit_id\":\"%s\",\"path\":\"new.txt\"}"
                                                .formatted(head))
                                .status())
                .isEqualTo(422);
        assertThat(client.post(token, REPO + "/pulls/9/comments", "{}").status()).isEqualTo(404);
    }

    @Test
    void formsThreadsThatGraphqlShowsAndResolves() {
        long first = comment(head, "new.txt", 1, "RIGHT").json().path("id").asLong();
        client.post(token, ALL, "{\"body\":\"reply\",\"in_reply_to\":%d}".formatted(first));

        Answer shown = graphql(THREADS, SHOP);

        var threads = shown.json().at("/data/repository/pullRequest/reviewThreads");
        assertThat(threads.path("totalCount").asInt()).as(shown.text()).isEqualTo(1);
        var thread = threads.path("nodes").get(0);
        assertThat(thread.path("isResolved").asBoolean()).isFalse();
        assertThat(thread.at("/comments/nodes/0/databaseId").asLong()).isEqualTo(first);
        assertThat(thread.at("/comments/nodes/0/author/login").asText()).isEqualTo("sluice");
        String resolve =
                "mutation($id:ID!){resolveReviewThread(input:{threadId:$id}){thread{id isResolved}}}";
        String id = "{\"id\":\"" + thread.path("id").asText() + "\"}";
        assertThat(
                        graphql(resolve, id)
                                .json()
                                .at("/data/resolveReviewThread/thread/isResolved")
                                .asBoolean())
                .isTrue();
        assertThat(forge.reviewComments().threads(repository, 1))
                .singleElement()
                .returns(true, ReviewThread::resolved)
                .satisfies(found -> assertThat(found.comments()).hasSize(2));
        graphql(resolve.replace("resolve", "unresolve"), id);
        assertThat(forge.reviewComments().threads(repository, 1).getFirst().resolved()).isFalse();
    }

    @Test
    void aThreadIsOutdatedWhenTheDiffDoesNotShowItsLineAnyMore() throws IOException {
        comment(head, "new.txt", 1, "RIGHT");
        String moved = repository.commit("feature", "Third", Map.of("new.txt", ""));
        repository.pull(1, moved);

        assertThat(forge.reviewComments().threads(repository, 1).getFirst().outdated()).isTrue();
        assertThat(client.get(token, ALL).json().get(0).path("line").isNull()).isTrue();
    }

    @Test
    void graphqlRefusesEverythingElse() {
        assertThat(graphql("query{viewer{login}}", "{}").text()).contains("errors", "viewer");
        assertThat(graphql(THREADS.replace("(first:50)", ""), SHOP).text())
                .contains("MISSING_PAGINATION_BOUNDARIES");
        assertThat(graphql(THREADS, SHOP.replace("shop", "nothing")).text())
                .contains("NOT_FOUND", "Could not resolve to a Repository");
        assertThat(
                        graphql(
                                        "mutation{resolveReviewThread(input:{threadId:\"PRRT_1\"}){thread{id}}}",
                                        "{}")
                                .text())
                .contains("NOT_FOUND");
        assertThat(client.post("", forge.url() + "/api/graphql", "{\"query\":\"{x}\"}").status())
                .isEqualTo(401);
    }

    @Test
    void resolvingNeedsThePermission() {
        comment(head, "new.txt", 1, "RIGHT");
        String id = forge.reviewComments().threads(repository, 1).getFirst().nodeId();
        String reader = token("{\"permissions\":{\"pull_requests\":\"read\"}}");

        Answer answer =
                client.post(
                        reader,
                        forge.url() + "/api/graphql",
                        "{\"query\":\"mutation{resolveReviewThread(input:{threadId:\\\"%s\\\"}){thread{id}}}\"}"
                                .formatted(id));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("FORBIDDEN");
        assertThat(forge.reviewComments().threads(repository, 1).getFirst().resolved()).isFalse();
    }

    private Answer comment(String commit, String path, int line, String side) {
        return client.post(
                token,
                ALL,
                "{\"body\":\"b\",\"commit_id\":\"%s\",\"path\":\"%s\",\"line\":%d,\"side\":\"%s\"}"
                        .formatted(commit, path, line, side));
    }

    private Answer graphql(String query, String variables) {
        return client.post(
                token,
                forge.url() + "/api/graphql",
                "{\"query\":\"%s\",\"variables\":%s}"
                        .formatted(query.replace("\"", "\\\""), variables));
    }
}
