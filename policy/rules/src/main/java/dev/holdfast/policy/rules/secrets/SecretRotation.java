package dev.holdfast.policy.rules.secrets;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.regex.Pattern;

/** SEC-02. */
final class SecretRotation implements StackPolicy {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (days?|hours?)\\)");

    @Override
    public PolicyMetadata metadata() {
        return rule("SEC-02", "secret-rotation", Severity.MEDIUM)
                .description("A secret is given a new value every few weeks.")
                .why("A value that got out by some way is then of no use soon, without that anybody had to notice.")
                .mend("Make an aws.secretsmanager.SecretRotation of the secret, or let RDS manage it.")
                .control(securityHub("SecretsManager.1"))
                .control(securityHub("SecretsManager.4"))
                .control(checkov("CKV2_AWS_57"))
                .schema(ConfigurationSchema.of(Property.integer("days", "the most days between two rotations")
                        .atLeast(1)
                        .byDefault(90)))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var most = evaluation.configuration().get("days").integer();
        evaluation.forEach(stack.resources("aws:secretsmanager/secret:Secret"), secret -> {
            var rotations = stack.referring("aws:secretsmanager/secretRotation:SecretRotation", "secretId", secret);
            if (rotations.isEmpty()) {
                evaluation.violation(secret, "nothing rotates it");
            }
            for (var rotation : rotations) {
                var days = days(rotation);
                if (days > most) {
                    evaluation.violation(secret, "it is rotated after " + days + " days, at most " + most);
                }
            }
        });
    }

    /** @throws NotEvaluatedException for an expression of cron, which says no number of days */
    private static int days(PolicyResource rotation) {
        var days = rotation.property("rotationRules.automaticallyAfterDays");
        if (days.isPresent()) {
            return days.integer();
        }
        var expression = rotation.property("rotationRules.scheduleExpression").string("");
        var rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new NotEvaluatedException("'" + expression + "' does not say after how many days it is rotated");
        }
        return rate.group(2).startsWith("hour") ? 1 : Integer.parseInt(rate.group(1));
    }
}
