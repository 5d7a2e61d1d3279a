package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What docs/adding-a-service.md says is done as it is written, in order, and keeps what it promises. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class AddingAServiceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Path DOCUMENT = REPOSITORY.resolve("docs/adding-a-service.md");
    private static final String TEXT = "{\"kept\": true}";

    private final Recipe recipe = new Recipe(DOCUMENT);
    private Copy copy;
    private String url;
    private String link;

    @BeforeAll
    void writesTheService() {
        copy = Copy.of(REPOSITORY, Path.of("target/engine/service").toAbsolutePath());
        // Addresses of its own, so that the developer's sandbox may run meanwhile.
        copy.edit("Pulumi.dev.yaml", "config:\n", "config:\n  holdfast:cidr: 10.230.0.0/16\n");
        copy.bash("git -c user.name=test -c user.email=test@example.com commit --quiet --all --message addresses")
                .succeeded();
        recipe.writeTo(copy);
        run("Write the service");
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    @Order(1)
    void theDocumentCountsItsLinesAndFiles() throws IOException {
        assertThat(Files.readString(DOCUMENT).replace('\n', ' '))
                .contains("**" + recipe.lines() + " lines** in all")
                .contains(recipe.newFiles() + " new files");
    }

    @Test
    @Order(2)
    void theTestsOfTheServiceAndOfTheProgramPass() {
        run("Test it");
    }

    @Test
    @Order(3)
    void theServiceComesUpAndCanBeUsed() {
        run("Bring it up");
        url = copy.url("dev");
        run("Use it");
    }

    @Test
    @Order(4)
    void whatItKeepsIsThereAfterDownAndUp() {
        var stored = Copy.post(url + "/files", TEXT);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        link = stored.body();

        copy.sandbox("down").succeeded();
        copy.sandbox("up", "dev").succeeded();

        assertThat(Copy.get(url + link).body()).isEqualTo(TEXT);
    }

    @Test
    @Order(5)
    void nothingIsLeftToChange() {
        copy.pulumi("", "pulumi preview --expect-no-changes --stack dev").succeeded();
    }

    @Test
    @Order(6)
    void onlyItsOwnTasksMayUseItsBucketAndItsSecret() throws IOException {
        var state = resources();
        var bucket = arn(state, "aws:s3/bucketV2:BucketV2::files");
        var secret = arn(state, "aws:secretsmanager/secret:Secret::files-key");

        assertThat(rolesWhosePolicyNames(state, bucket)).containsExactly("files-task");
        assertThat(rolesWhosePolicyNames(state, secret)).containsExactly("files-task");
        assertThat(policies(state)).extracting(AddingAServiceIT::name).contains("web-execution", "api-task");
    }

    @Test
    @Order(7)
    void itGoesAgainAndLeavesWhatHoldsState() throws IOException {
        copy.bash("git checkout --quiet . && git clean --quiet --force -d && rm -r src/services/files")
                .succeeded();

        var refused = copy.sandbox("up", "dev").failed();

        assertThat(refused.output())
                .contains(
                        "BucketV2::files\" cannot be deleted",
                        "Secret::files-key\" cannot be deleted",
                        "LogGroup::files-logs\" cannot be deleted");
        run("Take it out again");
        assertThat(resources()).noneMatch(resource -> name(resource).startsWith("files"));
        assertThat(Copy.get(url + link).statusCode()).isEqualTo(404);
        assertThat(copy.sandbox("status").succeeded().output()).contains("2 objects");
    }

    /** Runs what stands under a heading, against this sandbox. */
    private void run(String heading) {
        var host = url == null ? "" : URI.create(url).getAuthority();
        copy.bash("set -euo pipefail\n" + recipe.commands(heading).replace("localhost:8001", host))
                .succeeded();
    }

    private List<JsonNode> resources() throws IOException {
        var export =
                copy.pulumi("", "pulumi stack export --stack dev").succeeded().output();
        var resources = new ArrayList<JsonNode>();
        JSON.readTree(export.substring(export.indexOf('{')))
                .at("/deployment/resources")
                .forEach(resources::add);
        return resources;
    }

    private static List<JsonNode> policies(List<JsonNode> state) {
        return state.stream()
                .filter(resource -> resource.path("type").asText().equals("aws:iam/rolePolicy:RolePolicy"))
                .toList();
    }

    private static List<String> rolesWhosePolicyNames(List<JsonNode> state, String arn) {
        return policies(state).stream()
                .filter(policy -> policy.at("/outputs/policy").asText().contains(arn))
                .map(AddingAServiceIT::name)
                .toList();
    }

    private static String arn(List<JsonNode> state, String urn) {
        return state.stream()
                .filter(resource -> resource.path("urn").asText().endsWith(urn))
                .map(resource -> resource.at("/outputs/arn").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String name(JsonNode resource) {
        var urn = resource.path("urn").asText();
        return urn.substring(urn.lastIndexOf("::") + 2);
    }
}
