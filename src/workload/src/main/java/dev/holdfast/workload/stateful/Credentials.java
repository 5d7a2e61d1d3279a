package dev.holdfast.workload.stateful;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The place of credentials in Secrets Manager. Needs the key that they are encrypted with; exposes the secret's ARN, and
 * what a task must be allowed to keep its own there. The secret never has a value here: whoever it belongs to makes and
 * stores it - the migration function the database's, a service its own - so that neither the program nor the state
 * knows it.
 */
public final class Credentials extends StatefulComponent {
    /** Where the credentials are read; not the credentials. */
    public final Output<String> secretArn;

    private final Output<String> keyArn;

    /**
     * The secret.
     *
     * @param secretName its name in Secrets Manager
     * @param description what the credentials are for, and who writes them
     * @param keyArn the key that it is encrypted with
     */
    public record Args(Environment environment, String secretName, String description, Output<String> keyArn) {}

    public Credentials(String name, Args args, ComponentResourceOptions options) {
        super("Credentials", name, args.environment(), options);
        keyArn = args.keyArn();

        var secret = new Secret(
                name,
                SecretArgs.builder()
                        .name(args.secretName())
                        .description(args.description())
                        .kmsKeyId(args.keyArn())
                        // A name is taken until the recovery ends, so a review environment is deleted at once.
                        .recoveryWindowInDays(recoveryDays(0))
                        .tags(Tags.held())
                        .build(),
                held().build());

        secretArn = secret.arn();
        registerOutputs(Map.of("secretArn", secretArn));
    }

    /** What a task's role needs to read the credentials, and to write them: for a service that makes its own. */
    public Output<List<IamStatement>> readAndWrite(String region) {
        return Output.tuple(secretArn, keyArn)
                .applyValue(known -> List.of(
                        Permission.to(
                                List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"), known.t1),
                        Permission.toUseKey(known.t2, "secretsmanager", region)));
    }
}
