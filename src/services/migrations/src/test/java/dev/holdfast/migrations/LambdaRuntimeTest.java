package dev.holdfast.migrations;

import static dev.holdfast.migrations.fixture.StoredSecrets.APPLICATION_ARN;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.migrations.fixture.Postgres;
import dev.holdfast.migrations.fixture.StoredSecrets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The image's entrypoint, AWS's runtime interface client, in a process of its own: it takes one invocation from the
 * Lambda Runtime API, and the function reads its secrets with the AWS SDK.
 */
@Timeout(60)
class LambdaRuntimeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StoredSecrets secrets = new StoredSecrets();
    private final CompletableFuture<String> outcome = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer aws;
    private Process function;

    @BeforeEach
    void start() throws IOException {
        Postgres.empty();
        aws = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        aws.setExecutor(Executors.newCachedThreadPool());
        aws.createContext("/2018-06-01/runtime/", this::runtime);
        aws.createContext("/", this::secretsManager);
        aws.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        function.destroyForcibly();
        aws.stop(0);
    }

    @Test
    void answersAnInvocation() throws Exception {
        invoke(Map.of());

        var answer = JSON.readTree(outcome.get(40, SECONDS));
        assertThat(answer.path("applied")).extracting(JsonNode::asText).containsExactly("1", "2");
        assertThat(answer.path("version").asText()).isEqualTo("2");
        assertThat(answer.path("durationMillis").asLong()).isPositive();
        assertThat(secrets.value(APPLICATION_ARN)).contains("holdfast_app_a");
    }

    @Test
    void reportsAFailureAsTheFunctionsError() throws Exception {
        invoke(Map.of("DATABASE_PORT", "many", "DATABASE_NAME", ""));

        var error = JSON.readTree(outcome.get(40, SECONDS));
        assertThat(error.path("errorType").asText()).isEqualTo("dev.holdfast.migrations.MigrationFailed");
        assertThat(error.path("errorMessage").asText())
                .contains("DATABASE_PORT is \"many\"; allowed is 1 to 65535", "DATABASE_NAME is missing");
    }

    @Test
    void rotatesWithTheSameImageAndAnotherHandler() throws Exception {
        invoke("RotationHandler", Map.of());

        var error = JSON.readTree(outcome.get(40, SECONDS));
        assertThat(error.path("errorType").asText()).isEqualTo("dev.holdfast.migrations.RotationFailed");
        assertThat(error.path("errorMessage").asText())
                .contains("createSecret of arn:other failed: it is no secret of this function", APPLICATION_ARN);
    }

    private void invoke(Map<String, String> changes) throws IOException {
        invoke("MigrationHandler", changes);
    }

    private void invoke(String handler, Map<String, String> changes) throws IOException {
        var environment = new HashMap<>(MigratedDatabase.environment());
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                "127.0.0.1:" + aws.getAddress().getPort(),
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + aws.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID",
                "of-the-test",
                "AWS_SECRET_ACCESS_KEY",
                "of-the-test"));
        environment.putAll(changes);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        "dev.holdfast.migrations." + handler + "::handleRequest")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        process.environment().putAll(environment);
        function = process.start();
    }

    private void runtime(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!path.endsWith("/next")) {
            outcome.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 202, "{}");
            return;
        }
        if (outcome.isDone()) {
            awaitEnd();
        }
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "invocation");
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:111122223333:function:m");
        answer(exchange, 200, "{\"SecretId\": \"arn:other\", \"Step\": \"createSecret\"}");
    }

    private void secretsManager(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var arn = request.path("SecretId").asText();
        var value = secrets.value(arn, null, request.path("VersionStage").textValue());
        if (exchange.getRequestHeaders().getFirst("X-Amz-Target").equals("secretsmanager.PutSecretValue")) {
            secrets.put(arn, request.path("SecretString").asText());
            answer(exchange, 200, "{}");
        } else if (value != null) {
            answer(exchange, 200, JSON.writeValueAsString(Map.of("SecretString", value)));
        } else {
            answer(exchange, 400, "{\"__type\": \"ResourceNotFoundException\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        // The interface client's native part crashes without it.
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
