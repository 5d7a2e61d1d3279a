package dev.holdfast.organization.backup;

import com.pulumi.aws.backup.Vault;
import com.pulumi.aws.backup.VaultArgs;
import com.pulumi.aws.backup.VaultLockConfiguration;
import com.pulumi.aws.backup.VaultLockConfigurationArgs;
import com.pulumi.aws.backup.VaultPolicy;
import com.pulumi.aws.backup.VaultPolicyArgs;
import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Where every account of the organization may bring copies of its backups, and no account but its own may delete them.
 *
 * <p>Creates the vault, its lock, its policy and the key that the copies are encrypted with. Needs the account
 * {@code backup}, and cross-account backup switched on in the management account. Exposes the ARNs of vault and key.
 *
 * <p>The lock is in governance mode: before its time nobody deletes a copy who may not remove the lock first. In
 * compliance mode, not even AWS could correct a mistake; so {@code changeableForDays} stays unset, which would be that.
 *
 * <p>There is no backup policy of the organization: the environments' own plans say what is backed up and copied here,
 * and both together would back everything up twice.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html">Creating backup
 *     copies across AWS accounts</a>
 */
public final class BackupVault extends ComponentResource {
    /** A copy that is to be deleted earlier, or later than {@link #MAX_RETENTION_DAYS}, is refused. */
    public static final int MIN_RETENTION_DAYS = 7;

    /** A year, and a month to notice. */
    public static final int MAX_RETENTION_DAYS = 400;

    private static final int KEY_RECOVERY_DAYS = 30;

    /** The ARN of the vault, for the copy action of a backup plan. */
    public final Output<String> arn;

    /** The ARN of the key of the copies. */
    public final Output<String> keyArn;

    /**
     * The vault.
     *
     * @param account the account that it lies in
     * @param organizationId whose accounts may copy to it
     */
    public record Args(String account, Output<String> organizationId) {}

    public BackupVault(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:BackupVault", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();
        var held = CustomResourceOptions.builder().parent(this).protect(true).build();
        var vaultName = new Names("organization").of("backup");

        var key = new Key(
                name,
                KeyArgs.builder()
                        .description("Encrypts the copies of the organization's backups")
                        .policy(args.organizationId().applyValue(id -> keyPolicy(args.account(), id)))
                        .enableKeyRotation(true)
                        .deletionWindowInDays(KEY_RECOVERY_DAYS)
                        .build(),
                held);
        new Alias(
                name,
                AliasArgs.builder()
                        .name("alias/" + vaultName)
                        .targetKeyId(key.keyId())
                        .build(),
                child);
        var vault = new Vault(
                name, VaultArgs.builder().name(vaultName).kmsKeyArn(key.arn()).build(), held);
        new VaultLockConfiguration(
                name,
                VaultLockConfigurationArgs.builder()
                        .backupVaultName(vault.name())
                        .minRetentionDays(MIN_RETENTION_DAYS)
                        .maxRetentionDays(MAX_RETENTION_DAYS)
                        .build(),
                // Each change replaces it, and the old one's deletion, coming last, would unlock the vault.
                CustomResourceOptions.builder()
                        .parent(this)
                        .protect(true)
                        .deleteBeforeReplace(true)
                        .build());
        new VaultPolicy(
                name,
                VaultPolicyArgs.builder()
                        .backupVaultName(vault.name())
                        .policy(args.organizationId().applyValue(BackupVault::vaultPolicy))
                        .build(),
                child);

        arn = vault.arn();
        keyArn = key.arn();
        registerOutputs(Map.of("arn", arn, "keyArn", keyArn));
    }

    /** AWS Backup copies with the source account's role; nothing else is to be allowed for it. */
    static String vaultPolicy(String organizationId) {
        return IamPolicy.create(List.of(IamStatement.builder()
                        .sid("CopyFromTheOrganization")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.ALL)
                        .addAction("backup:CopyIntoBackupVault")
                        .addResource("*")
                        .addCondition(IamConditionOperator.STRING_EQUALS, "aws:PrincipalOrgID", organizationId)
                        .build()))
                .toJson();
    }

    /**
     * The accounts encrypt their copies with the key, and decrypt them to bring one back home. What they cannot do is read
     * what is in the vault: that takes the vault's permission as well.
     */
    static String keyPolicy(String account, String organizationId) {
        var use = IamStatement.builder()
                .sid("CopyAndBringBack")
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipal.ALL)
                .actionIds(List.of(
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo"))
                .addResource("*")
                .addCondition(IamConditionOperator.STRING_EQUALS, "aws:PrincipalOrgID", organizationId)
                .build();
        var lend = IamStatement.builder()
                .sid("LendToServices")
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipal.ALL)
                .addAction("kms:CreateGrant")
                .addResource("*")
                .addCondition(IamConditionOperator.STRING_EQUALS, "aws:PrincipalOrgID", organizationId)
                .addCondition(IamConditionOperator.BOOL, "kms:GrantIsForAWSResource", "true")
                .build();
        var owner = IamStatement.builder()
                .sid("Owner")
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + account + ":root")
                .addAction("kms:*")
                .addResource("*")
                .build();
        return IamPolicy.create(List.of(owner, use, lend)).toJson();
    }
}
