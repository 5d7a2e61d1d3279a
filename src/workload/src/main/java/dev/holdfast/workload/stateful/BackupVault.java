package dev.holdfast.workload.stateful;

import com.pulumi.aws.backup.Vault;
import com.pulumi.aws.backup.VaultArgs;
import com.pulumi.aws.backup.VaultPolicy;
import com.pulumi.aws.backup.VaultPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Where backups of an environment are kept, in its own account. Creates the vault and its policy; needs a key. Exposes its
 * name and ARN. AWS refuses to delete it while there is a backup in it.
 */
public final class BackupVault extends StatefulComponent {
    /** Its name in AWS. */
    public final Output<String> vaultName;

    /** Its ARN. */
    public final Output<String> arn;

    /**
     * The vault.
     *
     * @param vaultName its name in AWS
     * @param keyArn what is encrypted with that is not encrypted by its own service, as RDS does
     * @param from the account that copies are brought back from
     */
    public record Args(Environment environment, String vaultName, Output<String> keyArn, Output<String> from) {}

    public BackupVault(String name, Args args, ComponentResourceOptions options) {
        super("BackupVault", name, args.environment(), options);
        var vault = new Vault(
                name,
                VaultArgs.builder()
                        .name(args.vaultName())
                        .kmsKeyArn(args.keyArn())
                        .tags(Tags.held())
                        .build(),
                held().build());
        new VaultPolicy(
                name,
                VaultPolicyArgs.builder()
                        .backupVaultName(vault.name())
                        .policy(args.from().applyValue(BackupVault::policy))
                        .build(),
                child().build());

        vaultName = vault.name();
        arn = vault.arn();
        registerOutputs(Map.of("arn", arn));
    }

    /** Copies come back home, and nobody from outside can do more here. */
    static String policy(String account) {
        return IamPolicy.create(List.of(IamStatement.builder()
                        .sid("BringBackCopies")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + account + ":root")
                        .addAction("backup:CopyIntoBackupVault")
                        .addResource("*")
                        .build()))
                .toJson();
    }
}
