package dev.holdfast.workload.stateful;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import java.util.Map;

/**
 * The place of the application's database credentials in Secrets Manager. Needs the key that they are encrypted with;
 * exposes the secret's ARN. It never has a value here: the migration function creates and stores it, so that neither
 * the program nor the state knows it.
 */
public final class Credentials extends StatefulComponent {
    /** Where the credentials are read; not the credentials. */
    public final Output<String> secretArn;

    /**
     * The secret.
     *
     * @param secretName its name in Secrets Manager
     * @param keyArn the key that it is encrypted with
     */
    public record Args(Environment environment, String secretName, Output<String> keyArn) {}

    public Credentials(String name, Args args, ComponentResourceOptions options) {
        super("Credentials", name, args.environment(), options);

        var secret = new Secret(
                name,
                SecretArgs.builder()
                        .name(args.secretName())
                        .description("How the application logs in to its database; written by the migration function")
                        .kmsKeyId(args.keyArn())
                        // A name is taken until the recovery ends, so a review environment is deleted at once.
                        .recoveryWindowInDays(recoveryDays(0))
                        .build(),
                held().build());

        secretArn = secret.arn();
        registerOutputs(Map.of("secretArn", secretArn));
    }
}
