package dev.holdfast.organization.backup;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.Order;
import dev.holdfast.organization.ReachedAccounts;
import java.util.List;
import java.util.Optional;

/** Lets backups be copied from account to account, and receives them in the account {@code backup}, where that exists. */
public final class Backups {
    private Backups() {}

    /**
     * Declares everything that can be.
     *
     * @return the vault that receives the copies
     */
    public static Optional<BackupVault> declare(ReachedAccounts accounts) {
        var across = new CrossAccountBackup("cross-account-backup", accounts.inManagement());
        return Optional.ofNullable(accounts.home().accounts().get(MemberAccount.BACKUP))
                .map(account -> {
                    var options = ComponentResourceOptions.builder()
                            .providers(account.provider())
                            .resourceTransformations(Order.after(List.of(account.account(), across)))
                            .build();
                    var organizationId = Output.of(accounts.organizationId());
                    var vault = new BackupVault("backup", new BackupVault.Args(account.id(), organizationId), options);
                    new RestoreTest("restore-test", new RestoreTest.Args(account.id(), vault.arn), options);
                    return vault;
                });
    }
}
