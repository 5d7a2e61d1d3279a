package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS_PERSON;
import static dev.holdfast.organization.guardrails.Decisions.DEPLOY;
import static dev.holdfast.organization.guardrails.Decisions.LANDING_ZONE;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatefulDeletionTest {
    /** What deletes a resource of each stateful type that lies in an account; empty where it may be deleted, and why. */
    private static final Map<String, String> DELETIONS = Map.ofEntries(
            Map.entry("aws:backup/vault:Vault", "backup:DeleteBackupVault"),
            Map.entry("aws:dynamodb/table:Table", "dynamodb:DeleteTable"),
            Map.entry("aws:ebs/volume:Volume", "ec2:DeleteVolume"),
            Map.entry("aws:efs/fileSystem:FileSystem", "elasticfilesystem:DeleteFileSystem"),
            Map.entry("aws:elasticache/replicationGroup:ReplicationGroup", "elasticache:DeleteReplicationGroup"),
            Map.entry("aws:elasticache/serverlessCache:ServerlessCache", "elasticache:DeleteServerlessCache"),
            Map.entry("aws:rds/cluster:Cluster", "rds:DeleteDBCluster"),
            Map.entry("aws:rds/clusterInstance:ClusterInstance", "rds:DeleteDBInstance"),
            Map.entry("aws:rds/instance:Instance", "rds:DeleteDBInstance"),
            Map.entry("aws:s3/bucket:Bucket", "s3:DeleteBucket"),
            Map.entry("aws:s3/bucketV2:BucketV2", "s3:DeleteBucket"),
            Map.entry("aws:sqs/queue:Queue", "sqs:DeleteQueue"),
            Map.entry("aws:kms/key:Key", "kms:ScheduleKeyDeletion"),
            Map.entry("aws:secretsmanager/secret:Secret", "secretsmanager:DeleteSecret"),
            Map.entry("aws:ecr/repository:Repository", "ecr:DeleteRepository"),
            Map.entry("aws:route53/zone:Zone", "route53:DeleteHostedZone"),
            Map.entry("aws:cloudwatch/logGroup:LogGroup", "logs:DeleteLogGroup"),
            // A certificate in use cannot be deleted, and an old one has to go.
            Map.entry("aws:acm/certificate:Certificate", ""));

    static Stream<String> statefulTypes() {
        return StatefulTypes.all().stream().filter(type -> !type.startsWith("aws:organizations/"));
    }

    @ParameterizedTest
    @MethodSource("statefulTypes")
    void keepsEveryStatefulTypeInProduction(String type) {
        var deletion = DELETIONS.get(type);
        assertThat(deletion).as("what deletes " + type).isNotNull();
        if (!deletion.isEmpty()) {
            var request = AccessRequest.to(deletion);
            assertThat(decide(request.by(DEPLOY))).isEqualTo(EXPLICITLY_DENIED);
            assertThat(decide(request.by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
            assertThat(decide(request.by(LANDING_ZONE))).isEqualTo(EXPLICITLY_DENIED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rds:DeleteDBSnapshot", "backup:DeleteRecoveryPoint", "kms:DisableKey", "sqs:PurgeQueue"})
    void keepsBackupsAndWhatMakesDataReadable(String action) {
        assertThat(decide(AccessRequest.to(action).by(DEPLOY))).isEqualTo(EXPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {BREAK_GLASS, BREAK_GLASS_PERSON})
    void letsBreakGlassDelete(String principal) {
        assertThat(decide(AccessRequest.to("rds:DeleteDBInstance").by(principal)))
                .isEqualTo(ALLOWED);
        assertThat(decide(AccessRequest.to("s3:DeleteBucket").by(principal))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:role/break-glass",
                "arn:aws:iam::111122223333:role/holdfast/break-glass2",
                "arn:aws:iam::111122223333:role/AWSReservedSSO_break-glass_0123456789abcdef"
            })
    void isNotDeceivedByARoleOfASimilarName(String principal) {
        assertThat(decide(AccessRequest.to("s3:DeleteBucket").by(principal))).isEqualTo(EXPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecs:DeleteService",
                "elasticloadbalancing:DeleteLoadBalancer",
                "lambda:DeleteFunction",
                "rds:ModifyDBInstance",
                "s3:DeleteObject",
                "ec2:DeleteSubnet"
            })
    void letsADeploymentReplaceWhatHoldsNoState(String action) {
        assertThat(decide(AccessRequest.to(action).by(DEPLOY))).isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(StatefulDeletion.policy(), request);
    }
}
