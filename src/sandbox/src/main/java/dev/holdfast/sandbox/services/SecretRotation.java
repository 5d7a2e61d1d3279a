package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a secret rotated by a function, in Secrets Manager's four steps. A rotation that fails leaves what is current as it
 * was and goes on with the same version the next time, as it does when the cloud ended meanwhile. It rotates when it is
 * asked to, {@code ./sandbox console rotate}: no time passes here.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Lambda
 *     rotation functions</a>
 */
final class SecretRotation implements Behaviour {
    static final String TYPE = "aws:secretsmanager/secretRotation:SecretRotation";

    private static final Logger LOG = LoggerFactory.getLogger(SecretRotation.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");
    private static final String TEST = "testSecret";
    private static final String PERMISSION = "aws:lambda/permission:Permission";
    private static final String PRINCIPAL = "secretsmanager.amazonaws.com";
    private static final Set<String> INVOKE = Set.of("lambda:InvokeFunction", "lambda:*", "*");

    private final Resources resources;
    private final SecretValues values;
    private final Events events;
    private final BiFunction<Resource, String, Function.Result> invoke;
    private final ExecutorService background = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "rotation");
        thread.setDaemon(true);
        return thread;
    });

    /** @param invoke runs a function with a payload */
    SecretRotation(
            Resources resources,
            SecretValues values,
            Events events,
            BiFunction<Resource, String, Function.Result> invoke) {
        this.resources = resources;
        this.values = values;
        this.events = events;
        this.invoke = invoke;
    }

    /** The rotation of a secret, if it has one. */
    static Optional<Resource> of(Resources resources, String secret) {
        return resources.all(TYPE).stream()
                .filter(one -> secret.equals(one.text("secretId").orElse("")))
                .findFirst();
    }

    @Override
    public Map<String, Object> create(Resource rotation, Report report) {
        permitted(rotation, function(rotation));
        if (rotation.outputs().get("rotateImmediately") == Boolean.FALSE) {
            background.execute(() -> quietly(rotation, this::test));
        } else {
            background.execute(() -> quietly(rotation, this::rotate));
        }
        return Map.of("rotationEnabled", true);
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return create(after, report);
    }

    @Override
    public void delete(Resource rotation, Report report) {
        // The secret keeps its values.
    }

    @Override
    public void resume(Resource rotation) {
        if (values.unfinished(secret(rotation)).isPresent()) {
            background.execute(() -> quietly(rotation, this::rotate));
        }
    }

    @Override
    public String describe(Resource rotation) {
        return values.unfinished(secret(rotation)).isPresent()
                ? "a rotation is unfinished; ./sandbox console rotate " + name(rotation) + " goes on with it"
                : "rotates when you ask for it: ./sandbox console rotate " + name(rotation);
    }

    /**
     * Rotates a secret now.
     *
     * @param name the secret's name
     * @return what came of it
     * @throws AwsException if it fails
     */
    String rotate(String name) {
        var rotations = resources.all(TYPE);
        return rotate(rotations.stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException",
                        "no secret '" + name + "' is rotated; these are: "
                                + rotations.stream()
                                        .map(SecretRotation::name)
                                        .sorted()
                                        .toList())));
    }

    private synchronized String rotate(Resource rotation) {
        var secret = secret(rotation);
        var token = values.unfinished(secret).map(SecretValues.Version::id).orElseGet(() -> values.begin(secret));
        for (var step : STEPS) {
            step(rotation, token, step);
        }
        if (values.unfinished(secret).isPresent()) {
            throw failed(rotation, "finishSecret", "the function did not make version " + token + " current");
        }
        var said = "rotated: version " + token + " is current";
        events.tell(rotation.account(), name(rotation), said);
        return name(rotation) + " is " + said;
    }

    /** As Secrets Manager tries a function that it is not to use at once: with a version that it takes away again. */
    private synchronized String test(Resource rotation) {
        var secret = secret(rotation);
        if (values.unfinished(secret).isPresent()) {
            return "a rotation is unfinished";
        }
        var token = values.begin(secret);
        try {
            step(rotation, token, TEST);
            return "tested";
        } finally {
            values.move(secret, SecretValues.PENDING, null);
        }
    }

    private void step(Resource rotation, String token, String step) {
        var payload = JsonNodeFactory.instance
                .objectNode()
                .put("SecretId", secret(rotation))
                .put("ClientRequestToken", token)
                .put("Step", step);
        var result = invoke.apply(function(rotation), payload.toString());
        if (result.failed()) {
            throw failed(rotation, step, message(result.payload()) + result.refusals());
        }
    }

    private AwsException failed(Resource rotation, String step, String why) {
        events.tell(
                rotation.account(),
                name(rotation),
                "rotation failed at " + step + ": " + why + "; AWSCURRENT is as it was");
        return new AwsException(
                "RotationFailed", "the rotation of " + name(rotation) + " failed at " + step + ": " + why);
    }

    private void quietly(Resource rotation, java.util.function.Function<Resource, String> work) {
        try {
            LOG.info("{}: {}", rotation, work.apply(rotation));
        } catch (RuntimeException e) {
            // An event has told it; the next rotation tries again.
            LOG.info("{}: {}", rotation, e.toString());
        }
    }

    private Resource function(Resource rotation) {
        var named = rotation.text("rotationLambdaArn").orElse("");
        return resources
                .beside(rotation, Function.TYPE)
                .filter(function -> function.isNamed(named))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException", "Lambda was unable to find the function " + named));
    }

    private void permitted(Resource rotation, Resource function) {
        if (resources.beside(rotation, PERMISSION).noneMatch(one -> permits(one, rotation, function))) {
            throw new AwsException(
                    "AccessDeniedException",
                    "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                            + " access to the principal " + PRINCIPAL + " for the secret " + secret(rotation) + ".");
        }
    }

    private static boolean permits(Resource permission, Resource rotation, Resource function) {
        return function.isNamed(permission.text("function").orElse(""))
                && INVOKE.contains(permission.text("action").orElse(""))
                && permission.text("principal").orElse("").equals(PRINCIPAL)
                && permission.text("sourceAccount").orElse(rotation.account()).equals(rotation.account())
                && permission.text("sourceArn").orElse(secret(rotation)).equals(secret(rotation));
    }

    private static String message(String payload) {
        try {
            return JSON.readTree(payload).path("errorMessage").asText(payload);
        } catch (IOException noJson) {
            return payload;
        }
    }

    private static String name(Resource rotation) {
        return SecretValues.name(secret(rotation));
    }

    private static String secret(Resource rotation) {
        return rotation.text("secretId").orElse(rotation.id());
    }
}
