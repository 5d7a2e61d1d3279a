package dev.holdfast.organization.state;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.Map;

/**
 * The key of one environment's states. Creates the key and its alias {@code holdfast-organization-state-<environment>};
 * needs the management account. Exposes the key's ARN, and its URL as a secrets provider of Pulumi.
 *
 * <p>Without the key, what is secret in a state cannot be read, and the stack cannot be updated.
 */
public final class StateKey extends ComponentResource {
    private static final int RECOVERY_DAYS = 30;

    /** Whose states they are. */
    public final String environment;

    /** The ARN of the key. */
    public final Output<String> arn;

    /** What {@code --secrets-provider} takes, from every account. */
    public final Output<String> secretsProvider;

    /**
     * The key.
     *
     * @param environment whose states they are
     * @param account the id of the account that the key lies in
     * @param policy who may use it
     */
    public record Args(String environment, String region, Output<String> account, Output<String> policy) {}

    public StateKey(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:StateKey", name, options);
        environment = args.environment();
        var alias = "alias/" + new Names("organization").of("state-" + args.environment());

        var key = new Key(
                name,
                KeyArgs.builder()
                        .description("Encrypts what is secret in Pulumi's states of " + args.environment())
                        .policy(args.policy())
                        .enableKeyRotation(true)
                        .deletionWindowInDays(RECOVERY_DAYS)
                        .build(),
                CustomResourceOptions.builder().parent(this).protect(true).build());
        var named = new Alias(
                name,
                AliasArgs.builder().name(alias).targetKeyId(key.keyId()).build(),
                CustomResourceOptions.builder().parent(this).build());

        arn = key.arn();
        // By the alias's ARN: the alias alone would be looked for in the account of whoever asks.
        secretsProvider = Output.tuple(args.account(), named.id())
                .applyValue(known -> "awskms:///arn:aws:kms:" + args.region() + ":" + known.t1 + ":" + alias
                        + "?region=" + args.region());
        registerOutputs(Map.of("arn", arn, "secretsProvider", secretsProvider));
    }
}
