package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotations by a function that stores and moves versions as AWS's templates do. */
class SecretRotationTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:credentials-AbCdEf";
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:rotation";

    @TempDir
    Path directory;

    private Resources resources;
    private SecretValues values;
    private Events events;
    private SecretRotation rotations;
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private String failing = "";

    @BeforeEach
    void open() {
        var site = new Site(directory);
        resources = new Resources(site.resources());
        values = new SecretValues(site);
        events = new Events(site.events());
        rotations = new SecretRotation(resources, values, events, this::function);
        put(Function.TYPE, "rotation", Map.of("name", "rotation", "arn", FUNCTION));
        permission(Map.of());
    }

    @Test
    void takesTheFourStepsAndThePreviousValueStays() {
        values.put(SECRET, "first");
        rotation();

        assertThat(rotations.rotate("credentials")).contains("credentials is rotated");

        assertThat(steps).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
        assertThat(values.current(SECRET)).hasValue("a value");
        assertThat(values.staged(SECRET, "AWSPREVIOUS").orElseThrow().value()).isEqualTo("first");
        assertThat(values.unfinished(SECRET)).isEmpty();
        assertThat(told()).anyMatch(what -> what.startsWith("rotated: "));
    }

    @Test
    void beginsWithAVersionThatHasNoValue() {
        values.put(SECRET, "first");

        values.begin(SECRET);

        assertThat(values.unfinished(SECRET).orElseThrow().value()).isNull();
        assertThat(values.current(SECRET)).hasValue("first");
    }

    @Test
    void leavesWhatIsCurrentWhereAStepFailsAndGoesOnWithTheSameVersion() {
        values.put(SECRET, "first");
        rotation();
        failing = "setSecret";
        assertThatThrownBy(() -> rotations.rotate("credentials"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("failed at setSecret: the database is down");
        assertThat(values.current(SECRET)).hasValue("first");
        assertThat(told()).anyMatch(what -> what.startsWith("rotation failed at setSecret: the database is down"));
        var begun = values.unfinished(SECRET).orElseThrow();
        failing = "";

        rotations.rotate("credentials");

        assertThat(values.staged(SECRET, "AWSCURRENT").orElseThrow().id()).isEqualTo(begun.id());
    }

    @Test
    void goesOnWhenTheCloudIsStartedAgain() {
        values.put(SECRET, "first");
        var rotation = rotation();
        failing = "testSecret";
        assertThatThrownBy(() -> rotations.rotate("credentials")).isInstanceOf(AwsException.class);
        failing = "";
        open();

        rotations.resume(rotation);

        await().until(() -> told().stream().anyMatch(what -> what.startsWith("rotated: ")));
        assertThat(values.current(SECRET)).hasValue("a value");
    }

    @Test
    void triesAFunctionThatIsNotToBeUsedAtOnceAndChangesNothing() {
        values.put(SECRET, "first");

        rotations.create(rotation(Map.of("rotateImmediately", false)), Report.NONE);

        await().until(() ->
                steps.contains("testSecret") && values.unfinished(SECRET).isEmpty());
        assertThat(steps).containsExactly("testSecret");
        assertThat(values.versions(SECRET)).hasSize(1);
    }

    @Test
    void rotatesAtOnceWhereNothingElseIsSaid() {
        values.put(SECRET, "first");

        rotations.create(rotation(), Report.NONE);

        await().until(() -> told().stream().anyMatch(what -> what.startsWith("rotated: ")));
        assertThat(values.current(SECRET)).hasValue("a value");
    }

    @Test
    void refusesAFunctionThatSecretsManagerMayNotInvoke() {
        permission(Map.of("sourceArn", SECRET + "-other"));

        assertThatThrownBy(() -> rotations.create(rotation(), Report.NONE))
                .isInstanceOf(AwsException.class)
                .asString()
                .contains("AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function.");
    }

    @Test
    void acceptsAPermissionForThisSecretAndThisAccount() {
        values.put(SECRET, "first");
        permission(Map.of("sourceArn", SECRET, "sourceAccount", ACCOUNT));

        rotations.create(rotation(), Report.NONE);

        await().until(() -> told().stream().anyMatch(what -> what.startsWith("rotated: ")));
    }

    @Test
    void namesTheSecretsThatAreRotatedWhereOneIsNot() {
        rotation();

        assertThatThrownBy(() -> rotations.rotate("credential"))
                .hasMessageContaining("no secret 'credential' is rotated; these are: [credentials]");
    }

    private Function.Result function(Resource function, String payload) {
        var event = json(payload);
        var step = event.path("Step").asText();
        var token = event.path("ClientRequestToken").asText();
        steps.add(step);
        if (step.equals(failing)) {
            return new Function.Result("{\"errorMessage\": \"the database is down\"}", true);
        }
        if (step.equals("createSecret")) {
            values.put(SECRET, token, "a value", Set.of("AWSPENDING"));
        } else if (step.equals("finishSecret")) {
            values.move(SECRET, "AWSCURRENT", token);
        }
        return new Function.Result("null", false);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Resource rotation() {
        return rotation(Map.of());
    }

    private Resource rotation(Map<String, Object> more) {
        var properties = new HashMap<String, Object>(Map.of("secretId", SECRET, "rotationLambdaArn", FUNCTION));
        properties.putAll(more);
        return put(SecretRotation.TYPE, SECRET, properties);
    }

    private void permission(Map<String, Object> more) {
        var properties = new HashMap<String, Object>(Map.of(
                "function",
                "rotation",
                "action",
                "lambda:InvokeFunction",
                "principal",
                "secretsmanager.amazonaws.com"));
        properties.putAll(more);
        put("aws:lambda/permission:Permission", "permission", properties);
    }

    private Resource put(String type, String id, Map<String, Object> properties) {
        var resource = new Resource(type, ACCOUNT, REGION, id, properties, properties);
        resources.put(resource);
        return resource;
    }

    private List<String> told() {
        return events.last(10).stream().map(Events.Event::what).toList();
    }
}
