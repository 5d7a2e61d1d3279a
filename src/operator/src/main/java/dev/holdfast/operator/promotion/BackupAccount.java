package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Refused;
import dev.holdfast.operator.promotion.TestedRestore.Try;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The account with the copies of all accounts' backups, where AWS Backup restores them as a test.
 *
 * @param region of the vault
 * @param account its id
 * @param vault the vault's name
 */
record BackupAccount(Region region, String account, String vault) {
    private static final Pattern VAULT =
            Pattern.compile("arn:aws[a-z-]*:backup:([a-z0-9-]+):(\\d{12}):backup-vault:([\\w-]{2,50})");

    /** What copies there can be that the organization's plan restores. */
    private static final String DATABASES = "RDS";

    /**
     * That of a vault.
     *
     * @throws Refused if this is no vault's ARN
     */
    static BackupAccount of(String arn) {
        var parts = VAULT.matcher(arn);
        if (!parts.matches()) {
            throw new Refused("the organization's stack says that its backup vault is '" + arn
                    + "', which is no ARN of one; update the organization");
        }
        return new BackupAccount(Region.of(parts.group(1)), parts.group(2), parts.group(3));
    }

    /**
     * The way in: with the credentials of this process where they are of that account, else with a role there.
     *
     * @throws Refused if the role lets nobody in
     */
    Aws enter(Aws own, String role) {
        var sts = own.client(StsClient.builder(), region);
        var arn = "arn:aws:iam::" + account + ":role/" + role;
        try {
            if (sts.getCallerIdentity().account().equals(account)) {
                return own;
            }
            return own.as(arn, "holdfast-restore-tests", region);
        } catch (AwsServiceException refused) {
            throw new Refused("there is no way into the account of the copies, as " + arn + ": "
                    + refused.awsErrorDetails().errorMessage() + "; use credentials of the management account that may"
                    + " assume it, or name another role with --role");
        } catch (SdkException noAnswer) {
            throw new Refused("AWS does not say whose credentials these are: " + noAnswer.getMessage()
                    + "; see that `aws sts get-caller-identity` answers");
        }
    }

    /**
     * What was restored.
     *
     * @param since restores before this are not asked for
     * @throws Refused if AWS does not say
     */
    List<TestedRestore> restores(BackupClient backup, Instant since) {
        try {
            var copies = copies(backup);
            var tried = new TreeMap<String, List<Try>>();
            backup
                    .listRestoreJobsPaginator(
                            request -> request.byCreatedAfter(since).byResourceType(DATABASES))
                    .restoreJobs()
                    .stream()
                    // Others are somebody's restore of a real loss.
                    .filter(job -> job.createdBy() != null && job.createdBy().restoreTestingPlanArn() != null)
                    .filter(job -> job.sourceResourceArn() != null)
                    .forEach(job -> tried.computeIfAbsent(job.sourceResourceArn(), database -> new ArrayList<>())
                            .add(new Try(
                                    job.creationDate(),
                                    job.statusAsString(),
                                    Optional.ofNullable(job.statusMessage()))));
            return copies.entrySet().stream()
                    .map(copy -> new TestedRestore(
                            copy.getKey(), copy.getValue(), tried.getOrDefault(copy.getKey(), List.of())))
                    .toList();
        } catch (AwsServiceException refused) {
            throw new Refused("AWS Backup does not say what was restored from the vault " + vault + ": "
                    + refused.awsErrorDetails().errorMessage());
        }
    }

    /** The databases with copies, each with when the first of those was made. */
    private Map<String, Instant> copies(BackupClient backup) {
        var first = new TreeMap<String, Instant>();
        backup.listRecoveryPointsByBackupVaultPaginator(
                        request -> request.backupVaultName(vault).byResourceType(DATABASES))
                .recoveryPoints()
                .forEach(copy -> first.merge(
                        copy.resourceArn(), copy.creationDate(), (one, other) -> one.isBefore(other) ? one : other));
        return first;
    }
}
