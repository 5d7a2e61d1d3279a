package dev.holdfast.workload;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.BackupVault;
import dev.holdfast.workload.stateful.Backups;
import dev.holdfast.workload.stateful.Backups.Kind;
import dev.holdfast.workload.stateful.Backups.Selected;
import dev.holdfast.workload.stateful.EncryptionKey;
import dev.holdfast.workload.stateful.KeyPolicy;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of an environment is backed up, and where to: a vault of its own, the organization's in another account, and one in
 * another region where the configuration names it.
 *
 * @param vaultName the name of its own vault
 * @param byHand what a person must do before copies leave the account, if anything
 */
record EnvironmentBackups(Output<String> vaultName, Output<Optional<String>> byHand) {
    /** Declares them, unless the environment is disposable: then nothing of it may stay. */
    static Optional<EnvironmentBackups> declare(
            Settings settings, Account account, Data data, ComponentResourceOptions inAccount) {
        var environment = settings.environment();
        if (environment.disposable()) {
            return Optional.empty();
        }
        var profile = settings.profile().backups();
        // Where there is no account for the copies, nobody but the environment's own brings any back.
        var from = Output.tuple(account.backupAccount(), account.id()).applyValue(both -> both.t1.orElse(both.t2));
        var vault = new BackupVault(
                "backup-vault",
                new BackupVault.Args(environment, Names.of(environment).of("backups"), data.key().arn, from),
                inAccount);
        var distant = profile.region()
                .map(region -> distant(settings, account, region, from).arn.applyValue(Optional::of));
        var inOtherAccount = account.backupVault()
                .applyValue(arn -> arn.filter(
                        known -> problem(settings, Optional.of(known)).isEmpty()));
        var copies = Output.all(Stream.concat(Stream.of(inOtherAccount), distant.stream())
                        .toList())
                .applyValue(vaults -> vaults.stream().flatMap(Optional::stream).toList());
        new Backups(
                "backups",
                new Backups.Args(
                        environment,
                        profile,
                        account.id(),
                        vault,
                        copies,
                        data.databases().stream()
                                .map(one -> new Selected(Kind.DATABASE, one.arn))
                                .toList()),
                inAccount);
        return Optional.of(new EnvironmentBackups(
                vault.vaultName, account.backupVault().applyValue(arn -> problem(settings, arn))));
    }

    /** In the same account, through a provider of its own. The organization's guardrails must allow the region. */
    private static BackupVault distant(Settings settings, Account account, String region, Output<String> from) {
        var environment = settings.environment();
        var there = ComponentResourceOptions.builder()
                .providers(account.provider(settings, "account-backup-region", region))
                .build();
        var key = new EncryptionKey(
                "distant-backup-key",
                new EncryptionKey.Args(
                        environment,
                        Names.of(environment).of("backups"),
                        "Encrypts the backups in another region",
                        account.id().applyValue(KeyPolicy::ofCopies)),
                there);
        return new BackupVault(
                "distant-backup-vault",
                new BackupVault.Args(environment, Names.of(environment).of("backups"), key.arn, from),
                there);
    }

    /** Why no copy leaves the account, if none does. */
    static Optional<String> problem(Settings settings, Optional<String> vault) {
        if (vault.isEmpty()) {
            return Optional.of("no copy of a backup leaves this account: "
                    + (settings.account().isPresent()
                            ? "set holdfast:backupVault to the ARN of a vault in another account"
                            : "the organization has no backup vault yet; `pulumi up` in src/organization, then here"));
        }
        var region = vault.get().split(":")[3];
        return region.equals(settings.region())
                ? Optional.empty()
                : Optional.of("no copy of a backup leaves this account: the organization's vault is in " + region
                        + ", the database in " + settings.region()
                        + ", and RDS copies to another account only within a region; see docs/backups.md");
    }
}
