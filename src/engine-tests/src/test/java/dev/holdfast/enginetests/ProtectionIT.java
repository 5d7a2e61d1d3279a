package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.conventions.StatefulTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What holds state in production is held against every plan; a review environment goes at once and leaves nothing. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ProtectionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final String PROD = "prod";
    private static final String REVIEW = "review-protection";

    /** As on AWS: a key waits for its deletion, and a task definition that was deregistered stays, inactive. */
    private static final Set<String> ONLY_CLOSED = Set.of("kms.key", "ecs.taskDefinition");

    private Copy copy;
    private List<String> held;
    private String replacement;
    private String destruction;

    @BeforeAll
    void bringsUpProductionAndAReviewEnvironment() throws IOException {
        copy = Copy.of(REPOSITORY, Path.of("target/engine/protection").toAbsolutePath());
        copy.edit("Pulumi.prod.yaml", "config:\n", "config:\n  holdfast:cidr: 10.214.0.0/16\n");
        copy.sandbox("up", PROD).succeeded();
        copy.write(
                "Pulumi." + REVIEW + ".yaml", "config:\n  aws:region: eu-central-1\n  holdfast:cidr: 10.215.0.0/16\n");
        copy.sandbox("up", REVIEW).succeeded();
        held = stateful(PROD);
        replacement = copy.pulumi("", "pulumi preview --stack prod" + replaced(held))
                .failed()
                .output();
        destruction = copy.sandbox("destroy", PROD).failed().output();
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> aPlanThatReplacesItIsRefusedInProductionAndExplained() {
        return each(urn -> assertThat(replacement)
                .contains("unable to replace resource \"" + urn + "\"")
                .contains("protect"));
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> destroyIsRefusedInProductionBecauseOfIt() {
        return each(urn -> assertThat(refusal(urn)).contains("protect"));
    }

    @Test
    @Order(3)
    void productionIsAsItWasAfterAllThatWasRefused() {
        copy.pulumi("", "pulumi preview --expect-no-changes --stack prod").succeeded();
        assertThat(stateful(PROD)).isEqualTo(held);
    }

    @Test
    @Order(3)
    void aWrongConfigurationEndsTheUpdateBeforeItChangesAnythingAndTellsEveryProblem() throws IOException {
        var file = copy.file("Pulumi.prod.yaml");
        var right = Files.readString(file);
        Files.writeString(file, right + "  holdfast:apiTasks: \"many\"\n  holdfast:natGateway: none\n");

        var up = copy.sandbox("up", PROD).failed();

        assertThat(up.output())
                .contains("holdfast:apiTasks is 'many', allowed is a whole number")
                .contains("holdfast:natGateway is not known; did you mean natGateways?");
        Files.writeString(file, right);
        copy.pulumi("", "pulumi preview --expect-no-changes --stack prod").succeeded();
    }

    @Test
    @Order(4)
    void everyStatefulResourceOfAReviewEnvironmentMayBeReplaced() {
        var urns = stateful(REVIEW);

        var preview = copy.pulumi("", "pulumi preview --stack " + REVIEW + replaced(urns))
                .succeeded();

        assertThat(urns).hasSizeGreaterThan(5);
        assertThat(preview.output()).contains("to replace").doesNotContain("unable to replace");
    }

    @Test
    @Order(5)
    void oneCommandDestroysAReviewEnvironmentAndLeavesNothing() throws IOException {
        copy.sandbox("destroy", REVIEW).succeeded();

        assertThat(filesAbout(REVIEW)).isEmpty();
        assertThat(copy.pulumi("", "pulumi stack ls").succeeded().output()).doesNotContain(REVIEW);
        copy.pulumi("", "pulumi preview --expect-no-changes --stack prod").succeeded();
    }

    @Test
    @Order(6)
    void whatIsNotThereCannotBeDestroyed() {
        assertThat(copy.sandbox("destroy", REVIEW).failed().output()).contains("there is no stack " + REVIEW);
        assertThat(copy.sandbox("destroy").failed().output()).contains("name the stack");
    }

    /** What Pulumi says of it. It does not come to what something else that is protected needs: so that is asked for. */
    private String refusal(String urn) {
        return destruction.contains(urn)
                ? destruction
                : copy.pulumi(
                                "",
                                "pulumi destroy --preview-only --stack prod --target-dependents --target '" + urn + "'")
                        .failed()
                        .output();
    }

    private Stream<DynamicTest> each(java.util.function.Consumer<String> promise) {
        assertThat(held).as("what holds state in production").hasSizeGreaterThan(10);
        return held.stream()
                .map(urn ->
                        DynamicTest.dynamicTest(urn.substring(urn.indexOf("$aws:") + 1), () -> promise.accept(urn)));
    }

    private static String replaced(List<String> urns) {
        return urns.stream().map(urn -> " --replace '" + urn + "'").collect(Collectors.joining());
    }

    /** The URNs of a stack's resources whose type holds state. */
    private List<String> stateful(String stack) {
        var exported = copy.pulumi("", "pulumi stack export --stack " + stack)
                .succeeded()
                .output();
        try {
            var urns = new ArrayList<String>();
            for (var resource : JSON.readTree(exported).path("deployment").path("resources")) {
                if (StatefulTypes.contains(resource.path("type").asText())) {
                    urns.add(resource.path("urn").asText());
                }
            }
            return urns;
        } catch (IOException e) {
            throw new IllegalStateException("not the JSON of a stack: " + exported, e);
        }
    }

    /**
     * The resources, databases and secrets of the cloud that belong to an environment; without keys, which AWS deletes days
     * later, and the sandbox never.
     */
    private List<Path> filesAbout(String environment) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : List.of("cloud/resources", "cloud/secrets", "cloud/databases")) {
            if (Files.exists(copy.file(".sandbox/" + folder))) {
                try (var files = Files.walk(copy.file(".sandbox/" + folder))) {
                    files.filter(file -> !ONLY_CLOSED.contains(
                                    file.getParent().getFileName().toString()))
                            .filter(file ->
                                    file.getFileName().toString().contains(environment) || mentions(file, environment))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static boolean mentions(Path file, String environment) {
        try {
            return file.toString().endsWith(".json")
                    && Files.isRegularFile(file)
                    && Files.readString(file).contains(environment);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
