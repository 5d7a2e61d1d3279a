package dev.holdfast.workload.stateful;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import java.util.Map;

/**
 * The key that an environment's data is encrypted with, and its alias. Exposes the key's ARN. Without the key, neither
 * the database nor any of its snapshots can be read.
 */
public final class EncryptionKey extends StatefulComponent {
    private static final int LEAST_RECOVERY_DAYS = 7;

    /** The ARN of the key, which RDS stores: by the id alone, each update would propose to replace the database. */
    public final Output<String> arn;

    /**
     * The key of an environment.
     *
     * @param alias how people find it, without {@code alias/}
     */
    public record Args(Environment environment, String alias) {}

    public EncryptionKey(String name, Args args, ComponentResourceOptions options) {
        super("EncryptionKey", name, args.environment(), options);

        var key = new Key(
                name,
                KeyArgs.builder()
                        .description("Encrypts the data of environment " + args.environment())
                        .enableKeyRotation(true)
                        .deletionWindowInDays(recoveryDays(LEAST_RECOVERY_DAYS))
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
