package dev.holdfast.organization.guardrails;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * No storage without encryption, for nobody. S3, DynamoDB, SQS and Secrets Manager encrypt everything anyway; that EBS
 * does so by default is set in each account, and what turns it off is denied by {@link Audit}.
 */
final class Encryption {
    private Encryption() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "encryption",
                PolicyType.SERVICE_CONTROL_POLICY,
                "No volume, database, file system or cache can be created without encryption",
                Guardrail.MANAGED,
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(
                Deny.actionsOn(
                                "Volumes",
                                List.of("ec2:CreateVolume", "ec2:RunInstances"),
                                List.of("arn:aws:ec2:*:*:volume/*"))
                        .addCondition(IamConditionOperator.BOOL, "ec2:Encrypted", "false")
                        .build(),
                Deny.actions("Databases", List.of("rds:CreateDBInstance", "rds:RestoreDBInstanceFromS3"))
                        .addCondition(IamConditionOperator.BOOL, "rds:StorageEncrypted", "false")
                        // An instance of Aurora is as encrypted as its cluster, and says nothing of it.
                        .addCondition(IamConditionOperator.STRING_NOT_LIKE, "rds:DatabaseEngine", "aurora*")
                        .build(),
                Deny.actions("Clusters", List.of("rds:CreateDBCluster", "rds:RestoreDBClusterFromS3"))
                        .addCondition(IamConditionOperator.BOOL, "rds:StorageEncrypted", "false")
                        .build(),
                Deny.actions("FileSystems", List.of("elasticfilesystem:CreateFileSystem"))
                        .addCondition(IamConditionOperator.BOOL, "elasticfilesystem:Encrypted", "false")
                        .build(),
                Deny.actions("Caches", List.of("elasticache:CreateReplicationGroup"))
                        .addCondition(IamConditionOperator.BOOL, "elasticache:AtRestEncryptionEnabled", "false")
                        .build()));
    }
}
