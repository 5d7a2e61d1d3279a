package dev.holdfast.conventions;

import java.util.Set;

/**
 * The catalogue of stateful resource types: losing or replacing such a resource loses data, or ripples to everything
 * that depends on it. Types are Pulumi's tokens for the AWS provider 6.
 */
public final class StatefulTypes {
    private static final Set<String> TYPES = Set.of(
            // Who we are: an account, once closed, is gone with all that is in it, and its e-mail stays used.
            "aws:organizations/organization:Organization",
            "aws:organizations/organizationalUnit:OrganizationalUnit",
            "aws:organizations/account:Account",
            // Data
            "aws:backup/vault:Vault",
            "aws:dynamodb/table:Table",
            "aws:ebs/volume:Volume",
            "aws:efs/fileSystem:FileSystem",
            "aws:elasticache/replicationGroup:ReplicationGroup",
            "aws:elasticache/serverlessCache:ServerlessCache",
            "aws:rds/cluster:Cluster",
            "aws:rds/clusterInstance:ClusterInstance",
            "aws:rds/instance:Instance",
            "aws:s3/bucket:Bucket",
            "aws:s3/bucketV2:BucketV2",
            "aws:sqs/queue:Queue",
            // Without its key or secret, data cannot be read.
            "aws:kms/key:Key",
            "aws:secretsmanager/secret:Secret",
            // What others refer to by name or digest.
            "aws:acm/certificate:Certificate",
            "aws:ecr/repository:Repository",
            "aws:route53/zone:Zone",
            // What happened
            "aws:cloudwatch/logGroup:LogGroup");

    private StatefulTypes() {}

    /** Whether a resource of this type holds state. */
    public static boolean contains(String type) {
        return TYPES.contains(type);
    }

    /** All stateful types. */
    public static Set<String> all() {
        return TYPES;
    }
}
