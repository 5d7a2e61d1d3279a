package dev.holdfast.workload.stateful;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Who may use the keys of an environment. In each, the account's own IAM says what its roles may do; the statements beside
 * that are for AWS's services and for the account of the backups, which IAM here cannot speak for.
 */
public final class KeyPolicy {
    private KeyPolicy() {}

    /**
     * Of the key of the data, and of the logs.
     *
     * @param account the environment's own
     * @param backupAccount the account that copies of the database are taken to, if there is one
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Encrypt log data in
     *     CloudWatch Logs using AWS KMS</a>
     */
    public static IamPolicy ofData(String account, String region, Optional<String> backupAccount) {
        var statements = new ArrayList<IamStatement>();
        statements.add(administeredByIam(account));
        statements.add(service("LogsEncrypt", "logs." + region + ".amazonaws.com")
                .actionIds(List.of(
                        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"))
                // CloudWatch Logs names the group that it encrypts, or another account's group could ask for this key.
                .addCondition(
                        IamConditionOperator.ARN_LIKE,
                        "kms:EncryptionContext:aws:logs:arn",
                        "arn:aws:logs:" + region + ":" + account + ":log-group:*")
                .build());
        backupAccount.ifPresent(backup -> statements.addAll(copiedBy(backup)));
        return IamPolicy.create(statements);
    }

    /** Of the key of copies in another region, which AWS Backup uses with a role of the account. */
    public static IamPolicy ofCopies(String account) {
        return IamPolicy.create(List.of(administeredByIam(account)));
    }

    /**
     * Of the key that alarms are encrypted with on their way: CloudWatch publishes in an encrypted topic only if it may use
     * the key, and so does EventBridge. AWS supports no condition on the source for EventBridge, and one that a request
     * does not carry would silence every alarm, without an error anywhere: the topic's policy says whose alarms these are.
     *
     * @param account the environment's own
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing Amazon SNS encryption
     *     keys</a>
     */
    public static IamPolicy ofAlarms(String account) {
        return IamPolicy.create(List.of(
                administeredByIam(account),
                publishes("AlarmsEncrypt", "cloudwatch.amazonaws.com"),
                publishes("EventsEncrypt", "events.amazonaws.com")));
    }

    /**
     * A snapshot of RDS keeps the key of its database. AWS Backup in the other account, and nobody else there, reads it
     * once, to encrypt the copy with that account's key.
     *
     * @see <a href="https://aws.amazon.com/blogs/storage/how-encryption-works-in-aws-backup/">How encryption works in AWS
     *     Backup</a>
     */
    private static List<IamStatement> copiedBy(String backupAccount) {
        return List.of(
                serviceRoleOf(backupAccount, "CopyToTheBackupAccount")
                        .actionIds(List.of(
                                "kms:Decrypt",
                                "kms:DescribeKey",
                                "kms:GenerateDataKey",
                                "kms:GenerateDataKeyWithoutPlaintext",
                                "kms:ReEncryptFrom"))
                        .build(),
                serviceRoleOf(backupAccount, "LendToTheCopy")
                        .addAction("kms:CreateGrant")
                        .addCondition(IamConditionOperator.BOOL, "kms:GrantIsForAWSResource", "true")
                        .build());
    }

    /** As a condition: a policy whose principal is a role that does not exist yet is refused. */
    private static IamStatement.Builder serviceRoleOf(String account, String sid) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + account + ":root")
                .addResource("*")
                .addCondition(
                        IamConditionOperator.ARN_EQUALS,
                        "aws:PrincipalArn",
                        "arn:aws:iam::" + account
                                + ":role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup");
    }

    private static IamStatement administeredByIam(String account) {
        return IamStatement.builder()
                .sid("AdministeredByIam")
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + account + ":root")
                .addAction("kms:*")
                .addResource("*")
                .build();
    }

    private static IamStatement publishes(String sid, String principal) {
        return service(sid, principal)
                .addAction("kms:Decrypt")
                .addAction("kms:GenerateDataKey*")
                .build();
    }

    private static IamStatement.Builder service(String sid, String principal) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.SERVICE, principal)
                .addResource("*");
    }
}
