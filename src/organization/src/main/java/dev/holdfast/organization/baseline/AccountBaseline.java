package dev.holdfast.organization.baseline;

import com.pulumi.aws.iam.AccountPasswordPolicy;
import com.pulumi.aws.iam.AccountPasswordPolicyArgs;
import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.aws.s3.AccountPublicAccessBlock;
import com.pulumi.aws.s3.AccountPublicAccessBlockArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.WorkloadBoundary;
import dev.holdfast.organization.pipeline.Boundaries;
import java.util.Map;

/**
 * The settings of a whole account, whatever the region.
 *
 * <p>Creates the account's password policy, its block of public access to S3, and the boundary of the roles that a
 * workload's program makes there ({@link WorkloadBoundary}). Needs a provider of the account.
 *
 * <p>Image and snapshot sharing and the instance metadata service belong to the organization's declarative EC2 policy:
 * under it, the account's own settings of the same cannot be changed.
 */
public final class AccountBaseline extends ComponentResource {
    /** CIS AWS Foundations Benchmark 4.0, 1.7: passwords of at least 14 characters. */
    static final int PASSWORD_LENGTH = 14;

    /** CIS AWS Foundations Benchmark 4.0, 1.8: none of the last 24 passwords, which is the most that IAM remembers. */
    static final int PASSWORDS_REMEMBERED = 24;

    public AccountBaseline(String name, ComponentResourceOptions options) {
        super("holdfast:organization:AccountBaseline", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        // Guardrails let nobody make an IAM user. An account that was taken over may have some, and the management
        // account, where guardrails do not hold, has the users that break the glass. Passwords do not expire: that
        // makes
        // worse ones, says NIST SP 800-63B.
        new AccountPasswordPolicy(
                name,
                AccountPasswordPolicyArgs.builder()
                        .minimumPasswordLength(PASSWORD_LENGTH)
                        .passwordReusePrevention(PASSWORDS_REMEMBERED)
                        .requireLowercaseCharacters(true)
                        .requireUppercaseCharacters(true)
                        .requireNumbers(true)
                        .requireSymbols(true)
                        .allowUsersToChangePassword(true)
                        .build(),
                child);
        new AccountPublicAccessBlock(
                name,
                AccountPublicAccessBlockArgs.builder()
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                child);
        new Policy(
                name,
                PolicyArgs.builder()
                        .name(WorkloadBoundary.NAME)
                        .path(WorkloadBoundary.PATH)
                        .description("What the roles of a workload cannot exceed")
                        .policy(Boundaries.ofWorkloadRole().toJson())
                        .build(),
                child);
        registerOutputs(Map.of());
    }
}
