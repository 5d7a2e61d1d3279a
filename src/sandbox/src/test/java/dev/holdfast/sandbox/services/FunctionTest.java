package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.image.EchoFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionTest {
    @TempDir
    Path directory;

    private TestCloud cloud;
    private String image;

    @BeforeEach
    void push() throws IOException {
        cloud = new TestCloud(directory);
        var archive = OciImage.of(EchoFunction.class).write(directory.resolve("image.tar"), false);
        image = TestCloud.REGISTRY + "migrations@" + cloud.registry.push("migrations", archive);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void answersWithWhatTheHandlerReturns() {
        function("echo", Map.of());

        assertThat(invoke().text("result")).contains("{\"event\":{\"to\":\"all\"},\"greeting\":\"hello\"}");
    }

    @Test
    void runsOutsideOfAnyVpcToo() {
        function("echo", Map.of("vpcConfig", Map.of()));

        assertThat(invoke().text("result")).isPresent();
    }

    @Test
    void logsToItsGroup() throws IOException {
        function("echo", Map.of());
        invoke();

        try (var files = Files.walk(cloud.site.logGroup(TestCloud.ACCOUNT, "/aws/lambda/migrations"))) {
            var log = Files.readString(
                    files.filter(Files::isRegularFile).findFirst().orElseThrow());
            assertThat(log).contains("START RequestId: ", "handles {\"to\":\"all\"}", "END RequestId: ");
        }
    }

    @Test
    void failsWithTheFunctionsError() {
        function("fail", Map.of());

        assertThatThrownBy(this::invoke)
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Lambda function (migrations) returned error: (")
                .hasMessageContaining("\"errorMessage\":\"V3 failed: syntax error\"");
    }

    @Test
    void failsWhenTheFunctionTakesTooLong() {
        function("sleep", Map.of("timeout", 1));

        assertThatThrownBy(this::invoke)
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Task timed out after 1.00 seconds");
    }

    @Test
    void failsWhenTheRuntimeExits() {
        function("exit", Map.of());

        assertThatThrownBy(this::invoke)
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Runtime exited with error: exit status 3");
    }

    @Test
    void leavesNothingBehind() {
        function("echo", Map.of());
        invoke();

        assertThat(directory.resolve("cloud/tasks")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void refusesAnImageThatTheRegistryDoesNotHave() {
        assertThatThrownBy(
                        () -> function("echo", Map.of("imageUri", TestCloud.REGISTRY + "other@" + image.split("@")[1])))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("not found");
    }

    @Test
    void runsWithoutAWayToAwsBecauseItsImageAndLogsDoNotNeedOne() {
        cloud.network.noNat();
        function("echo", Map.of());

        assertThat(invoke().text("result")).isPresent();
    }

    @Test
    void failsWithTheWayToAwsThatIsMissing() {
        cloud.network.noNat();
        function("secrets", Map.of());

        assertThatThrownBy(this::invoke)
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Lambda function (migrations) returned error: (")
                .hasMessageContaining("The network refused:")
                .hasMessageContaining("function migrations (security group sg-app app) cannot reach secretsmanager: its"
                        + " subnet subnet-1 has no route to a NAT gateway, and VPC vpc-1 (network) has no interface"
                        + " endpoint com.amazonaws.eu-central-1.secretsmanager");
    }

    @Test
    void reachesAwsThroughNat() {
        function("secrets", Map.of());

        assertThat(invoke().text("result")).hasValue("{\"status\":400}");
    }

    @Test
    void reachesAwsThroughAnEndpoint() {
        cloud.network.noNat();
        cloud.network.endpoint("secretsmanager");
        function("secrets", Map.of());

        assertThat(invoke().text("result")).hasValue("{\"status\":400}");
    }

    @Test
    void reachesAwsOutsideOfAnyVpc() {
        cloud.network.noNat();
        function("secrets", Map.of("vpcConfig", Map.of()));

        assertThat(invoke().text("result")).hasValue("{\"status\":400}");
    }

    private void function(String handler, Map<String, Object> changes) {
        var inputs = new HashMap<String, Object>(Map.of(
                "name",
                "migrations",
                "packageType",
                "Image",
                "imageUri",
                image,
                "role",
                "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/migrations",
                "timeout",
                10,
                "memorySize",
                512,
                "imageConfig",
                Map.of("commands", List.of(handler)),
                "environment",
                Map.of("variables", Map.of("GREETING", "hello")),
                "vpcConfig",
                Map.of("subnetIds", List.of("subnet-1"), "securityGroupIds", List.of("sg-app"))));
        inputs.putAll(changes);
        cloud.create(Function.TYPE, "migrations", inputs);
    }

    private Resource invoke() {
        return cloud.create(Invocation.TYPE, "run", Map.of("functionName", "migrations", "input", "{\"to\":\"all\"}"));
    }
}
