package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.network.NetworkInterface;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A Lambda function of a container image. Each invocation is a process of its own, as at a cold start. */
final class Function implements Behaviour {
    static final String TYPE = "aws:lambda/function:Function";

    /** Lambda gives a function one core for this much memory, in MiB. */
    private static final int MEMORY_PER_CORE = 1769;

    /** Who functions run as in Lambda: sbx_user1051. */
    private static final String USER = "993:990";

    /** How long Lambda lets a runtime start, beside the function's own time. */
    private static final Duration INIT = Duration.ofSeconds(10);

    private final Fargate fargate;

    Function(Fargate fargate) {
        this.fargate = fargate;
    }

    /**
     * What an invocation came to.
     *
     * @param refusals what the network refused to it, as the end of a message
     */
    record Result(String payload, boolean failed, String refusals) {
        Result(String payload, boolean failed) {
            this(payload, failed, "");
        }
    }

    @Override
    public Map<String, Object> create(Resource function, Report report) {
        fargate.registry().resolve(function.text("imageUri").orElse(""));
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return create(after, report);
    }

    @Override
    public void delete(Resource function, Report report) {
        // Nothing runs between invocations.
    }

    @Override
    public String describe(Resource function) {
        return "runs when it is invoked; its log is " + logGroup(function);
    }

    /** Runs the function once. A failure of the function is a result, as in Lambda's API. */
    Result invoke(Resource function, String payload) {
        var id = UUID.randomUUID().toString();
        var image = fargate.registry().resolve(function.text("imageUri").orElse(""));
        var platform = platform(function);
        if (!image.platform().equals(platform)) {
            return failure(
                    "Runtime.InvalidEntrypoint",
                    "RequestId: " + id + " Error: fork/exec " + String.join(" ", image.entrypoint())
                            + ": exec format error: the image is for " + image.platform()
                            + ", and the function for " + platform + "; build the image for " + platform
                            + ", or change the function's architectures");
        }
        var network = fargate.interfaces()
                .attach(
                        function,
                        "function " + name(function),
                        vpc(function, "subnetIds"),
                        vpc(function, "securityGroupIds"));
        var stream = LocalDate.now(ZoneOffset.UTC).toString().replace('-', '/') + "/[$LATEST]" + id.replace("-", "");
        try (var api = new RuntimeApi(network.loopback(), id, function.arn().orElse(""), payload, timeout(function))) {
            var log = new LogStream(fargate.site().logGroup(function.account(), logGroup(function)), stream);
            log.write("START RequestId: " + id + " Version: $LATEST");
            var directory = fargate.runtime().directory(id);
            var container = container(function, api, network, stream, directory);
            var process = new ContainerProcess(fargate.runtime().start(container, directory), log);
            try {
                var result = await(api, process, id, timeout(function));
                return new Result(
                        result.payload(), result.failed(), fargate.refusals().summary(network));
            } finally {
                log.write("END RequestId: " + id);
                process.stop(Duration.ZERO);
            }
        } catch (IOException e) {
            throw new AwsException("ServiceException", "cannot run " + function + ": " + e.getMessage());
        } finally {
            fargate.runtime().forget(id);
            fargate.refusals().forget(network);
            fargate.interfaces().detach(network);
        }
    }

    private static Result await(RuntimeApi api, ContainerProcess process, String id, Duration timeout) {
        var end = System.nanoTime() + INIT.plus(timeout).toNanos();
        while (true) {
            var overdue = api.begun()
                    .map(since -> System.nanoTime() - since > timeout.toNanos())
                    .orElse(System.nanoTime() > end);
            if (overdue) {
                var seconds = String.format(java.util.Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0);
                return failure(
                        "Sandbox.Timedout",
                        "RequestId: " + id + " Error: Task timed out after " + seconds + " seconds");
            }
            try {
                return api.result().get(50, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                var exit = process.exitCode();
                if (exit.isPresent() && !api.result().isDone()) {
                    return failure(
                            "Runtime.ExitError",
                            "RequestId: " + id + " Error: Runtime exited with error: exit status " + exit.getAsInt());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failure("Sandbox.Stopped", "RequestId: " + id + " Error: the sandbox stopped");
            }
        }
    }

    private static Result failure(String type, String message) {
        var payload =
                JsonNodeFactory.instance.objectNode().put("errorType", type).put("errorMessage", message);
        return new Result(payload.toString(), true);
    }

    private ContainerRuntime.Container container(
            Resource function, RuntimeApi api, NetworkInterface network, String stream, Path directory)
            throws IOException {
        // Whatever user the image names: Lambda has one of its own.
        var image =
                fargate.registry().resolve(function.text("imageUri").orElse("")).as(USER);
        var override = part(function, "imageConfig");
        var entrypoint = texts(override.get("entryPoints")).orElse(image.entrypoint());
        var command = texts(override.get("commands")).orElse(image.command());
        var line = new ArrayList<>(entrypoint);
        NativeRuntimeClient.unpack(image.root(), directory)
                .ifPresent(option -> line.add(Math.min(1, line.size()), option));
        line.addAll(command);
        var all = fargate.environment(function);
        if (part(function, "environment").get("variables") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> all.put(name.toString(), String.valueOf(value)));
        }
        var credentials = fargate.endpoint()
                .credentials(
                        function.account(),
                        function.region(),
                        function.text("role").orElse(""));
        all.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        all.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        all.put("AWS_LAMBDA_FUNCTION_NAME", name(function));
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.number("memorySize", 128)));
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup(function));
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("LAMBDA_TASK_ROOT", image.root().toString());
        all.put("_HANDLER", command.isEmpty() ? line.get(line.size() - 1) : command.get(0));
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        var work = override.get("workingDirectory");
        var memory = function.number("memorySize", 128);
        return new ContainerRuntime.Container(
                image,
                line,
                work == null ? image.workingDirectory() : work.toString(),
                all,
                network.loopback(),
                memory * 1024 / MEMORY_PER_CORE,
                memory);
    }

    private static String platform(Resource function) {
        return function.texts("architectures").contains("arm64") ? "linux/arm64" : "linux/amd64";
    }

    private static List<String> vpc(Resource function, String property) {
        return texts(part(function, "vpcConfig").get(property)).orElse(List.of());
    }

    private static String logGroup(Resource function) {
        var declared = part(function, "loggingConfig").get("logGroup");
        return declared == null ? "/aws/lambda/" + name(function) : declared.toString();
    }

    static String name(Resource function) {
        return function.text("name").orElse(function.id());
    }

    private static Duration timeout(Resource function) {
        return Duration.ofSeconds(function.number("timeout", 3));
    }

    private static Map<String, Object> part(Resource function, String property) {
        return function.objects(property).stream().findFirst().orElse(Map.of());
    }

    private static Optional<List<String>> texts(Object list) {
        return list instanceof List<?> some && !some.isEmpty()
                ? Optional.of(some.stream().map(String::valueOf).toList())
                : Optional.empty();
    }
}
