package dev.holdfast.workload.stateful;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * A key of an environment, and its alias. Exposes the key's ARN. Without the key of the data, neither the database nor any
 * of its snapshots can be read.
 */
public final class EncryptionKey extends StatefulComponent {
    private static final int LEAST_RECOVERY_DAYS = 7;

    /** The ARN of the key, which RDS stores: by the id alone, each update would propose to replace the database. */
    public final Output<String> arn;

    /**
     * The key.
     *
     * @param alias how people find it, without {@code alias/}
     * @param purpose what it does, for people
     * @param policy who may use it: one of {@link KeyPolicy}
     */
    public record Args(Environment environment, String alias, String purpose, Output<IamPolicy> policy) {}

    public EncryptionKey(String name, Args args, ComponentResourceOptions options) {
        super("EncryptionKey", name, args.environment(), options);

        var key = new Key(
                name,
                KeyArgs.builder()
                        .description(args.purpose() + " of environment " + args.environment())
                        .policy(args.policy().applyValue(IamPolicy::toJson))
                        .enableKeyRotation(true)
                        .deletionWindowInDays(recoveryDays(LEAST_RECOVERY_DAYS))
                        .tags(Tags.held())
                        .build(),
                held().build());
        new Alias(
                name,
                AliasArgs.builder()
                        .name("alias/" + args.alias())
                        .targetKeyId(key.keyId())
                        .build(),
                child().build());

        arn = key.arn();
        registerOutputs(Map.of("arn", arn));
    }
}
