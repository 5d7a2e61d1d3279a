package dev.holdfast.organization.backup;

import com.pulumi.aws.backup.RestoreTestingPlan;
import com.pulumi.aws.backup.RestoreTestingPlanArgs;
import com.pulumi.aws.backup.RestoreTestingSelection;
import com.pulumi.aws.backup.RestoreTestingSelectionArgs;
import com.pulumi.aws.backup.inputs.RestoreTestingPlanRecoveryPointSelectionArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.ServiceTrust;
import dev.holdfast.organization.RoleNames;
import java.util.List;
import java.util.Map;

/**
 * Restores the latest copy of each database every week, and deletes what it restored: a backup that nobody has restored
 * is a hope.
 *
 * <p>Creates a restore testing plan, its selection and the role that restores. Needs the vault of the copies, in whose
 * account it lies: there, with the original account out of reach and its keys gone, is where a restore must work. It costs
 * the hour that a database runs, and nothing while there are no copies. AWS restores into the account's default VPC, which
 * has to stay.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html">Restore
 *     testing inferred metadata</a>
 */
public final class RestoreTest extends ComponentResource {
    /** Letters, digits and underscores are all that AWS takes here. */
    private static final String PLAN = "holdfast_organization_copies";

    private static final String RESTORES = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores";

    /** The copies of a week, of which the latest is tried. */
    private static final int WINDOW_DAYS = 7;

    /** From when on it may begin, for as many hours: AWS chooses a minute, so that not all begin at once. */
    private static final int START_HOURS = 8;

    /** For how long what was restored stays, for a check of its content. */
    private static final int VALIDATION_HOURS = 1;

    /**
     * The test.
     *
     * @param account the account that it lies in
     * @param vaultArn the vault whose copies are restored
     */
    public record Args(String account, Output<String> vaultArn) {}

    public RestoreTest(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:RestoreTest", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var role = new Role(
                name,
                RoleArgs.builder()
                        .name("restore-test")
                        .path(RoleNames.PATH)
                        .description("Lets AWS Backup restore the copies, as a test")
                        .assumeRolePolicy(trust(args.account()))
                        .build(),
                child);
        var restores = new RolePolicyAttachment(
                name,
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn(RESTORES)
                        .build(),
                child);
        var plan = new RestoreTestingPlan(
                name,
                RestoreTestingPlanArgs.builder()
                        .name(PLAN)
                        .scheduleExpression("cron(0 2 ? * SUN *)")
                        .startWindowHours(START_HOURS)
                        .recoveryPointSelection(RestoreTestingPlanRecoveryPointSelectionArgs.builder()
                                .algorithm("LATEST_WITHIN_WINDOW")
                                .selectionWindowDays(WINDOW_DAYS)
                                .includeVaults(args.vaultArn().applyValue(List::of))
                                // Copies are snapshots, also of a continuous backup.
                                .recoveryPointTypes("SNAPSHOT")
                                .build())
                        .build(),
                child);
        new RestoreTestingSelection(
                name,
                RestoreTestingSelectionArgs.builder()
                        .name("databases")
                        .restoreTestingPlanName(plan.name())
                        .protectedResourceType("RDS")
                        .protectedResourceArns("*")
                        .iamRoleArn(role.arn())
                        .validationWindowHours(VALIDATION_HOURS)
                        .build(),
                CustomResourceOptions.builder().parent(this).dependsOn(restores).build());

        registerOutputs(Map.of());
    }

    static String trust(String account) {
        return ServiceTrust.in("backup.amazonaws.com", account).toJson();
    }
}
