package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A secret of Secrets Manager: it has no value until somebody puts one, and its name rests for a while after it. */
public final class Secret implements Behaviour {
    static final String TYPE = "aws:secretsmanager/secret:Secret";

    /** What the provider deletes with if {@code recoveryWindowInDays} is not set; 0 forces the deletion. */
    private static final int RECOVERY_DAYS = 30;

    private final SecretValues values;

    /** @param values where the values are */
    public Secret(SecretValues values) {
        this.values = values;
    }

    @Override
    public Map<String, Object> create(Resource secret, Report report) {
        values.create(arn(secret));
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        recoveryDays(after);
        return Map.of();
    }

    @Override
    public void delete(Resource secret, Report report) {
        var days = recoveryDays(secret);
        if (days == 0) {
            values.remove(arn(secret));
        } else {
            var end = Instant.now().plus(Duration.ofDays(days));
            values.delete(arn(secret), end);
            report.info("can be recovered until " + end + "; its name is taken until then");
        }
    }

    @Override
    public String describe(Resource secret) {
        return values.current(arn(secret)).isPresent() ? "has a value" : "has no value";
    }

    private static int recoveryDays(Resource secret) {
        var days = secret.number("recoveryWindowInDays", RECOVERY_DAYS);
        if (days != 0 && (days < 7 || days > 30)) {
            throw new AwsException(
                    "InvalidParameterException",
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive), or 0 for no recovery;"
                            + " it is " + days + " for " + secret.id() + ".");
        }
        return days;
    }

    private static String arn(Resource secret) {
        return secret.arn().orElse(secret.id());
    }
}
