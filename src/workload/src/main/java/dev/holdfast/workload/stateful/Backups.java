package dev.holdfast.workload.stateful;

import com.pulumi.aws.backup.Plan;
import com.pulumi.aws.backup.PlanArgs;
import com.pulumi.aws.backup.Selection;
import com.pulumi.aws.backup.SelectionArgs;
import com.pulumi.aws.backup.inputs.PlanRuleArgs;
import com.pulumi.aws.backup.inputs.PlanRuleCopyActionArgs;
import com.pulumi.aws.backup.inputs.PlanRuleCopyActionLifecycleArgs;
import com.pulumi.aws.backup.inputs.PlanRuleLifecycleArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Names;
import dev.holdfast.conventions.ServiceTrust;
import dev.holdfast.conventions.WorkloadBoundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one plan by which an environment is backed up; the organization has none, or everything would be backed up twice.
 *
 * <p>Creates the plan, what it selects, and the role of AWS Backup. Needs a vault in the account, and the vaults that copies
 * are taken to. Backups are snapshots: RDS itself keeps the log that restores a database to any second, and would lose
 * that to AWS Backup, and its {@code backupRetentionPeriod} with it, if the plan asked for continuous backups.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html">Copy a backup</a>
 */
public final class Backups extends StatefulComponent {
    private static final String MANAGED = "arn:aws:iam::aws:policy/";

    /** AWS's shortest, in minutes: nothing here has to wait for another backup. */
    private static final int START_WINDOW = 60;

    private static final int COMPLETION_WINDOW = 12 * 60;

    /** Two backups of one database at a time are one too many. */
    private static final int HOURS_BETWEEN_RULES = 2;

    /** What can be backed up, each with the policy of AWS's that lets AWS Backup do so. */
    public enum Kind {
        DATABASE("service-role/AWSBackupServiceRolePolicyForBackup"),
        /** A bucket, which must have versions. */
        BUCKET("AWSBackupServiceRolePolicyForS3Backup");

        private final String policy;

        Kind(String policy) {
            this.policy = policy;
        }
    }

    /** Something that is backed up. */
    public record Selected(Kind kind, Output<String> arn) {}

    /**
     * The plan.
     *
     * @param vault where the backups are
     * @param copies the ARNs of the vaults that each backup is copied to: one in another account must be in this region, as
     *     RDS does not copy to another account and another region at once
     * @param selected what is backed up
     */
    public record Args(
            Environment environment,
            BackupProfile profile,
            Output<String> accountId,
            BackupVault vault,
            Output<List<String>> copies,
            List<Selected> selected) {
        public Args {
            selected = List.copyOf(selected);
        }
    }

    public Backups(String name, Args args, ComponentResourceOptions options) {
        super("Backups", name, args.environment(), options);
        var names = Names.of(args.environment());

        var role = new Role(
                name,
                RoleArgs.builder()
                        .name(names.of("backups"))
                        .description("Lets AWS Backup back up environment " + args.environment())
                        .permissionsBoundary(args.accountId().applyValue(WorkloadBoundary::arn))
                        .assumeRolePolicy(args.accountId()
                                .applyValue(account -> ServiceTrust.in("backup.amazonaws.com", account)
                                        .toJson()))
                        .build(),
                child().build());
        var allowed = Stream.of(Kind.values())
                .filter(kind -> args.selected().stream().anyMatch(one -> one.kind() == kind))
                .<Resource>map(kind -> new RolePolicyAttachment(
                        name + "-" + kind.name().toLowerCase(Locale.ROOT),
                        RolePolicyAttachmentArgs.builder()
                                .role(role.name())
                                .policyArn(MANAGED + kind.policy)
                                .build(),
                        child().build()))
                .toList();
        var plan = new Plan(
                name,
                PlanArgs.builder().name(names.of("backups")).rules(rules(args)).build(),
                child().build());
        new Selection(
                name,
                SelectionArgs.builder()
                        .name(names.of("backups"))
                        .planId(plan.id())
                        .iamRoleArn(role.arn())
                        .resources(Output.all(
                                args.selected().stream().map(Selected::arn).toList()))
                        .build(),
                child().dependsOn(allowed).build());
        registerOutputs(Map.of());
    }

    private static List<PlanRuleArgs> rules(Args args) {
        var profile = args.profile();
        var rules = new ArrayList<PlanRuleArgs>();
        rules.add(rule(args, "daily", "cron(0 " + profile.hour() + " ? * * *)", profile.dailyDays()));
        if (profile.monthlyDays() > 0) {
            int hour = (profile.hour() + HOURS_BETWEEN_RULES) % 24;
            rules.add(rule(args, "monthly", "cron(0 " + hour + " 1 * ? *)", profile.monthlyDays()));
        }
        return rules;
    }

    private static PlanRuleArgs rule(Args args, String rule, String schedule, int days) {
        return PlanRuleArgs.builder()
                .ruleName(rule)
                .targetVaultName(args.vault().vaultName)
                .schedule(schedule)
                .startWindow(START_WINDOW)
                .completionWindow(COMPLETION_WINDOW)
                .lifecycle(PlanRuleLifecycleArgs.builder().deleteAfter(days).build())
                .copyActions(args.copies()
                        .applyValue(vaults ->
                                vaults.stream().map(vault -> copy(vault, days)).toList()))
                .build();
    }

    private static PlanRuleCopyActionArgs copy(String vault, int days) {
        return PlanRuleCopyActionArgs.builder()
                .destinationVaultArn(vault)
                .lifecycle(PlanRuleCopyActionLifecycleArgs.builder()
                        .deleteAfter(days)
                        .build())
                .build();
    }
}
