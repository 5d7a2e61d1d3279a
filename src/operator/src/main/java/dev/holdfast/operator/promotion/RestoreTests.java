package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.backup.BackupClient;

/** {@code ./holdfast restore-tests}. */
@Command(
        name = "restore-tests",
        description = {
            "Show whether the backups of every database were restored lately, as a test. It changes nothing.",
            "",
            "AWS Backup restores the latest copy of each database every Sunday, in the account that holds the copies"
                    + " (docs/backups.md). This asks it what became of that, and fails where a database has copies of which"
                    + " none could be restored."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The copies of every database can be restored.",
            "1:It failed, and the message says why.",
            "2:The command line was not understood.",
            "4:A database has copies of which none was restored."
        })
public final class RestoreTests implements Callable<Integer> {
    private static final int UNTESTED = 4;

    private final Holdfast holdfast;

    @Option(
            names = "--within",
            paramLabel = "<days>",
            defaultValue = "8",
            description =
                    "How long ago the last restore may be that worked. ${DEFAULT-VALUE}, if none is given: a week,"
                            + " and a day for it to end.")
    private int days;

    @Option(
            names = "--role",
            paramLabel = "<role>",
            defaultValue = "holdfast/preview",
            description = "The role to assume in the account of the copies, unless these are its credentials."
                    + " ${DEFAULT-VALUE}, if none is given.")
    private String role;

    public RestoreTests(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() {
        if (days < 1) {
            throw new IllegalArgumentException("--within is " + days + ", allowed are days from 1 on");
        }
        var management = Target.of(holdfast, Target.MANAGEMENT);
        var account = new Engine(holdfast)
                .outputs(management)
                .backupVault()
                .map(BackupAccount::of)
                .orElseThrow(() -> new Refused("the organization has no backup vault yet; its second update makes it"
                        + " (`pulumi stack output next` in " + management.folder() + ")"));
        try (var own = Aws.ofThisProcess();
                var inside = account.enter(own, role)) {
            return tell(account, inside.client(BackupClient.builder(), account.region()));
        }
    }

    private int tell(BackupAccount account, BackupClient backup) {
        var within = Duration.ofDays(days);
        var now = Instant.now();
        var all = account.restores(backup, now.minus(within));
        var screen = holdfast.screen();
        if (all.isEmpty()) {
            screen.line("the vault " + account.vault() + " has no copy of any database yet: nothing to restore");
            return 0;
        }
        int code = 0;
        for (var one : all) {
            var verdict = one.verdict(now, within);
            code = verdict.good() ? code : UNTESTED;
            screen.line(
                    "  " + (verdict.good() ? "" : screen.red("not tested: ")) + one.database() + ": " + verdict.told());
        }
        screen.line(
                code == 0
                        ? screen.bold("the copies of every database can be restored")
                        : "A backup that nobody can restore is none. AWS Backup in account " + account.account()
                                + ", under \"Restore testing\", has the jobs; docs/runbooks/restore-the-database.md"
                                + " restores one by hand.");
        return code;
    }
}
