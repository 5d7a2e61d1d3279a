package dev.holdfast.workload.stateful;

import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.IMPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** Who can use the keys, and who cannot. */
class KeyPolicyTest {
    private static final String OWN = "111111111111";
    private static final String BACKUP = "777777777777";
    private static final String REGION = "eu-central-1";
    private static final String LOGS = "logs." + REGION + ".amazonaws.com";
    private static final String COPIES =
            "arn:aws:iam::" + BACKUP + ":role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup";

    private static final IamPolicy DATA = KeyPolicy.ofData(OWN, REGION, Optional.of(BACKUP));

    private static Decision decide(IamPolicy policy, AccessRequest request) {
        return PolicyDocument.parse(policy.toJson()).decide(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom"})
    void letsBackupCopyASnapshotIntoTheBackupAccount(String action) {
        assertThat(decide(DATA, AccessRequest.to(action).by(COPIES))).isEqualTo(ALLOWED);
    }

    @Test
    void lendsTheKeyForTheCopyToAwsServicesOnly() {
        var grant = AccessRequest.to("kms:CreateGrant").by(COPIES);

        assertThat(decide(DATA, grant.with("kms:GrantIsForAWSResource", "true")))
                .isEqualTo(ALLOWED);
        assertThat(decide(DATA, grant.with("kms:GrantIsForAWSResource", "false")))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::777777777777:root",
                "arn:aws:iam::777777777777:role/OrganizationAccountAccessRole",
                "arn:aws:iam::777777777777:role/AWSServiceRoleForBackup",
                "arn:aws:iam::666666666666:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup"
            })
    void letsNobodyElseInAnotherAccountReadTheData(String who) {
        assertThat(decide(DATA, AccessRequest.to("kms:Decrypt").by(who))).isEqualTo(IMPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kms:ScheduleKeyDeletion", "kms:PutKeyPolicy", "kms:DisableKey", "kms:RevokeGrant"})
    void letsTheCopyNeitherDeleteNorChangeTheKey(String action) {
        assertThat(decide(DATA, AccessRequest.to(action).by(COPIES))).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void knowsNoBackupAccountWhereThereIsNone() {
        var alone = KeyPolicy.ofData(OWN, REGION, Optional.empty());

        assertThat(decide(alone, AccessRequest.to("kms:Decrypt").by(COPIES))).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void encryptsTheLogGroupsOfItsOwnAccountOnly() {
        var encrypt = AccessRequest.to("kms:GenerateDataKey").byService(LOGS);

        assertThat(decide(DATA, encrypt.with("kms:EncryptionContext:aws:logs:arn", group(OWN))))
                .isEqualTo(ALLOWED);
        assertThat(decide(DATA, encrypt.with("kms:EncryptionContext:aws:logs:arn", group("666666666666"))))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(decide(DATA, encrypt)).isEqualTo(IMPLICITLY_DENIED);
    }

    /** Without the key, alarms reach nobody, and no error says so. */
    @ParameterizedTest
    @ValueSource(strings = {"cloudwatch.amazonaws.com", "events.amazonaws.com"})
    void letsAlarmsAndEventsUseTheKeyOfTheTopic(String service) {
        var policy = KeyPolicy.ofAlarms(OWN);

        assertThat(decide(policy, AccessRequest.to("kms:GenerateDataKey").byService(service)))
                .isEqualTo(ALLOWED);
        assertThat(decide(policy, AccessRequest.to("kms:Decrypt").byService(service)))
                .isEqualTo(ALLOWED);
        assertThat(decide(policy, AccessRequest.to("kms:ScheduleKeyDeletion").byService(service)))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(decide(DATA, AccessRequest.to("kms:Decrypt").byService(service)))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void leavesItsOwnAccountsRolesToIam() {
        for (var policy : new IamPolicy[] {DATA, KeyPolicy.ofAlarms(OWN)}) {
            assertThat(decide(policy, AccessRequest.to("kms:PutKeyPolicy").by("arn:aws:iam::" + OWN + ":root")))
                    .isEqualTo(ALLOWED);
            assertThat(decide(policy, AccessRequest.to("kms:PutKeyPolicy").by("arn:aws:iam::" + BACKUP + ":root")))
                    .isEqualTo(IMPLICITLY_DENIED);
        }
    }

    private static String group(String account) {
        return "arn:aws:logs:" + REGION + ":" + account + ":log-group:/holdfast/dev/api";
    }
}
