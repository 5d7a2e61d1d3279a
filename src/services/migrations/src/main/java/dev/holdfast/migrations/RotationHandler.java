package dev.holdfast.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The Lambda function with which Secrets Manager rotates how the application, and people and reports, log in to the
 * database: four invocations for each rotation, a step each.
 */
public final class RotationHandler implements RequestHandler<Map<String, Object>, String> {
    private static final Logger LOG = LoggerFactory.getLogger(RotationHandler.class);
    /** A failover takes longer; Secrets Manager tries again by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, String> environment;
    private final Duration patience;
    private final Function<Region, SecretsManagerClient> secretsManager;

    /** What the Lambda runtime calls. */
    public RotationHandler() {
        this(System.getenv(), PATIENCE, Secrets::client);
    }

    RotationHandler(
            Map<String, String> environment, Duration patience, Function<Region, SecretsManagerClient> secretsManager) {
        this.environment = environment;
        this.patience = patience;
        this.secretsManager = secretsManager;
    }

    /**
     * Does one step of a rotation.
     *
     * @param event Secrets Manager's: {@code SecretId}, {@code ClientRequestToken} and {@code Step}
     * @return what was done
     * @throws RotationFailed saying what failed; Lambda counts it as the function's error
     */
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        var step = text(event, "Step");
        var arn = text(event, "SecretId");
        try {
            var settings = Settings.from(environment);
            try (var client = secretsManager.apply(settings.region())) {
                new Rotation(arn, group(settings, arn), new Secrets(client, settings), new Database(settings, patience))
                        .step(step, text(event, "ClientRequestToken"));
                return step + " of " + arn;
            }
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed: {}", step, arn, e.getMessage());
            throw new RotationFailed(step + " of " + arn + " failed: " + e.getMessage(), e);
        }
    }

    private static RoleGroup group(Settings settings, String arn) {
        return Arrays.stream(RoleGroup.values())
                .filter(group -> settings.secret(group).equals(arn))
                .findFirst()
                .orElseThrow(() -> new RotationFailed("it is no secret of this function, which are "
                        + Arrays.stream(RoleGroup.values())
                                .map(settings::secret)
                                .toList()));
    }

    private static String text(Map<String, Object> event, String name) {
        return String.valueOf(event.getOrDefault(name, ""));
    }
}
