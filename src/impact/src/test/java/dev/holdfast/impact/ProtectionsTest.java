package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:rds/instance:Instance | {'deletionProtection': true} | deletionProtection",
                "aws:rds/instance:Instance | {'skipFinalSnapshot': false} | finalSnapshot",
                "aws:rds/instance:Instance | {} | finalSnapshot",
                "aws:rds/instance:Instance | {'backupRetentionPeriod': 1} | backups",
                "aws:rds/instance:Instance | {'backupRetentionPeriod': 7} | backups of 7 days",
                "aws:rds/instance:Instance | {'backupRetentionPeriod': 35} | backups of 30 days",
                "aws:rds/instance:Instance | {'deleteAutomatedBackups': false} | keptBackups",
                "aws:dynamodb/table:Table | {'deletionProtectionEnabled': true} | deletionProtection",
                "aws:dynamodb/table:Table | {'pointInTimeRecovery': {'enabled': true}} | pointInTimeRecovery",
                "aws:lb/loadBalancer:LoadBalancer | {'enableDeletionProtection': true} | deletionProtection",
                "aws:ebs/volume:Volume | {'finalSnapshot': true} | finalSnapshot",
                "aws:elasticache/serverlessCache:ServerlessCache | {'finalSnapshotName': 'last'} | finalSnapshot",
                "aws:elasticache/serverlessCache:ServerlessCache | {'snapshotRetentionLimit': 3} | backups",
                "aws:s3/bucketV2:BucketV2 | {} | not emptied",
                "aws:s3/bucketV2:BucketV2 | {'forceDestroy': false} | not emptied",
                "aws:ecr/repository:Repository | {'forceDelete': false} | not emptied",
                "aws:secretsmanager/secret:Secret | {} | recoveryWindow",
                "aws:secretsmanager/secret:Secret | {'recoveryWindowInDays': 7} | recoveryWindow",
                "aws:kms/key:Key | {'deletionWindowInDays': 30} | deletionWindow of 30 days",
                "aws:organizations/account:Account | {'closeOnDeletion': false} | not closed",
                "aws:cloudwatch/logGroup:LogGroup | {'skipDestroy': true} | skipDestroy",
                "aws:s3/bucketVersioningV2:BucketVersioningV2 | {'versioningConfiguration': {'status': 'Enabled'}} | versions",
                "aws:backup/vaultLockConfiguration:VaultLockConfiguration | {} | vault lock",
                "aws:backup/selection:Selection | {} | backups"
            })
    void isInForce(String type, String inputs, String protection) {
        assertThat(by(type, inputs)).contains(protection);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:rds/instance:Instance | {} | deletionProtection",
                "aws:rds/instance:Instance | {'deletionProtection': false} | deletionProtection",
                "aws:rds/instance:Instance | {'skipFinalSnapshot': true} | finalSnapshot",
                "aws:rds/instance:Instance | {'backupRetentionPeriod': 0} | backups",
                "aws:rds/instance:Instance | {'backupRetentionPeriod': 6} | backups of 7 days",
                "aws:rds/instance:Instance | {} | keptBackups",
                "aws:s3/bucketV2:BucketV2 | {'forceDestroy': true} | not emptied",
                "aws:ecr/repository:Repository | {'forceDelete': true} | not emptied",
                "aws:secretsmanager/secret:Secret | {'recoveryWindowInDays': 0} | recoveryWindow",
                "aws:kms/key:Key | {'deletionWindowInDays': 7} | deletionWindow of 30 days",
                "aws:organizations/account:Account | {'closeOnDeletion': true} | not closed",
                "aws:cloudwatch/logGroup:LogGroup | {} | skipDestroy",
                "aws:s3/bucketVersioningV2:BucketVersioningV2 | {'versioningConfiguration': {'status': 'Suspended'}} | versions",
                "aws:sqs/queue:Queue | {'deletionProtection': true} | deletionProtection"
            })
    void isNotInForce(String type, String inputs, String protection) {
        assertThat(by(type, inputs)).doesNotContain(protection);
    }

    @ParameterizedTest
    @CsvSource({
        "aws:rds/instance:Instance, deletionProtection, deletionProtection",
        "aws:rds/instance:Instance, skipFinalSnapshot, finalSnapshot",
        "aws:rds/instance:Instance, backupRetentionPeriod, backups",
        "aws:s3/bucketV2:BucketV2, forceDestroy, not emptied",
        "aws:secretsmanager/secret:Secret, recoveryWindowInDays, recoveryWindow",
        "aws:elasticache/serverlessCache:ServerlessCache, finalSnapshotName, finalSnapshot"
    })
    void whatOnlyTheUpdateKnowsProtectsNothing(String type, String property, String protection) {
        assertThat(by(type, "{'" + property + "': '04da6b54-80e4-46f7-96ec-b56ff0331ba9'}"))
                .doesNotContain(protection);
    }

    @Test
    void pulumiProtectsWhateverItIsToldTo() {
        assertThat(Protections.of(Written.of(Written.ALARM, "cpu")
                                .protect()
                                .retain()
                                .state())
                        .by())
                .containsExactlyInAnyOrder("protect", "retainOnDelete");
    }

    private static java.util.Set<String> by(String type, String inputs) {
        return Protections.of(Written.of(type, "it").inputs(inputs).state()).by();
    }
}
