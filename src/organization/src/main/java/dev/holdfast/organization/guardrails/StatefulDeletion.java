package dev.holdfast.organization.guardrails;

import dev.holdfast.organization.Unit;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * In production, nothing that holds state can be deleted, whatever Pulumi plans and whoever asks, the deploying role and
 * the landing zone included. In an emergency, break-glass can. What AWS deletes by itself - expired objects, log events
 * and backups - it deletes as before.
 */
final class StatefulDeletion {
    static final List<String> DELETIONS = List.of(
            "backup:DeleteBackupVault",
            "backup:DeleteBackupVaultLockConfiguration",
            "backup:DeleteRecoveryPoint",
            "dynamodb:DeleteBackup",
            "dynamodb:DeleteTable",
            "ec2:DeleteSnapshot",
            "ec2:DeleteVolume",
            "ecr:DeleteRepository",
            "elasticache:DeleteCacheCluster",
            "elasticache:DeleteReplicationGroup",
            "elasticache:DeleteServerlessCache",
            "elasticache:DeleteServerlessCacheSnapshot",
            "elasticache:DeleteSnapshot",
            "elasticfilesystem:DeleteFileSystem",
            "kms:DeleteImportedKeyMaterial",
            "kms:DisableKey",
            "kms:ScheduleKeyDeletion",
            "logs:DeleteLogGroup",
            "rds:DeleteDBCluster",
            "rds:DeleteDBClusterAutomatedBackup",
            "rds:DeleteDBClusterSnapshot",
            "rds:DeleteDBInstance",
            "rds:DeleteDBInstanceAutomatedBackup",
            "rds:DeleteDBSnapshot",
            "rds:DeleteGlobalCluster",
            "route53:DeleteHostedZone",
            "s3:DeleteBucket",
            "secretsmanager:DeleteSecret",
            "sqs:DeleteQueue",
            "sqs:PurgeQueue");

    private StatefulDeletion() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "stateful-deletion",
                PolicyType.SERVICE_CONTROL_POLICY,
                "Only break-glass deletes what holds state in production",
                List.of(Unit.PRODUCTION),
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(Deny.actions("StatefulDeletion", DELETIONS)
                .conditions(Deny.exceptBy(Principals.BREAK_GLASS))
                .build()));
    }
}
