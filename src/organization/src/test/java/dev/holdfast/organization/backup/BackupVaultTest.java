package dev.holdfast.organization.backup;

import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.IMPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupVaultTest {
    private static final String ORGANIZATION = "o-a1b2c3d4e5";
    private static final String BACKUP = "444444444444";
    private static final String SOURCE = "arn:aws:iam::333333333333:role/backup";

    private final Cloud cloud = new Cloud().run(ctx -> {
        var vault = new BackupVault("backup", new BackupVault.Args(BACKUP, Output.of(ORGANIZATION)), null);
        new RestoreTest("restore-test", new RestoreTest.Args(BACKUP, vault.arn), null);
    });

    @Test
    void locksTheVaultWithoutMakingTheLockFinal() {
        assertThat(cloud.only("aws:backup/vaultLockConfiguration:VaultLockConfiguration")
                        .inputs())
                .containsEntry("minRetentionDays", 7.0)
                .containsEntry("maxRetentionDays", 400.0)
                .doesNotContainKey("changeableForDays");
    }

    @Test
    void protectsVaultLockAndKey() {
        for (var type : List.of(
                "aws:backup/vault:Vault",
                "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
                "aws:kms/key:Key")) {
            assertThat(cloud.only(type).isProtected()).as(type).isTrue();
        }
        assertThat(cloud.only("aws:backup/vault:Vault").inputs()).doesNotContainKey("forceDestroy");
    }

    @Test
    void theOrganizationCopiesIntoTheVaultAndNobodyElse() {
        var policy = PolicyDocument.parse(BackupVault.vaultPolicy(ORGANIZATION));
        var copy = AccessRequest.to("backup:CopyIntoBackupVault").by(SOURCE);

        assertThat(policy.decide(copy.with("aws:PrincipalOrgID", ORGANIZATION))).isEqualTo(ALLOWED);
        assertThat(policy.decide(copy.with("aws:PrincipalOrgID", "o-other00000")))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup:DeleteRecoveryPoint",
                "backup:StartRestoreJob",
                "backup:StartCopyJob",
                "backup:PutBackupVaultAccessPolicy",
                "backup:DeleteBackupVaultLockConfiguration"
            })
    void whoCopiesIntoTheVaultCannotDoMoreThere(String action) {
        var policy = PolicyDocument.parse(BackupVault.vaultPolicy(ORGANIZATION));

        assertThat(policy.decide(AccessRequest.to(action).by(SOURCE).with("aws:PrincipalOrgID", ORGANIZATION)))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void theOrganizationUsesTheKeyForCopiesAndNeitherDisablesNorGivesItAway() {
        var policy = PolicyDocument.parse(BackupVault.keyPolicy(BACKUP, ORGANIZATION));
        var grant = AccessRequest.to("kms:CreateGrant").by(SOURCE).with("aws:PrincipalOrgID", ORGANIZATION);

        assertThat(policy.decide(
                        AccessRequest.to("kms:GenerateDataKey").by(SOURCE).with("aws:PrincipalOrgID", ORGANIZATION)))
                .isEqualTo(ALLOWED);
        assertThat(policy.decide(AccessRequest.to("kms:GenerateDataKey").by(SOURCE)))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(policy.decide(grant.with("kms:GrantIsForAWSResource", "true")))
                .isEqualTo(ALLOWED);
        assertThat(policy.decide(grant.with("kms:GrantIsForAWSResource", "false")))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(policy.decide(AccessRequest.to("kms:ScheduleKeyDeletion")
                        .by(SOURCE)
                        .with("aws:PrincipalOrgID", ORGANIZATION)))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void restoresTheLatestCopyOfEachDatabase() {
        assertThat(cloud.only("aws:backup/restoreTestingPlan:RestoreTestingPlan")
                        .inputs())
                .containsEntry(
                        "recoveryPointSelection",
                        Map.of(
                                "algorithm",
                                "LATEST_WITHIN_WINDOW",
                                "includeVaults",
                                List.of("arn:aws:test:::backup"),
                                "recoveryPointTypes",
                                List.of("SNAPSHOT"),
                                "selectionWindowDays",
                                7.0));
        assertThat(cloud.only("aws:backup/restoreTestingSelection:RestoreTestingSelection")
                        .inputs())
                .containsEntry("protectedResourceType", "RDS")
                .containsEntry("protectedResourceArns", List.of("*"))
                .containsEntry("iamRoleArn", "arn:aws:test:::restore-test");
    }

    @Test
    void onlyTheBackupServiceForThisAccountAssumesTheRoleThatRestores() {
        var trust = PolicyDocument.parse(RestoreTest.trust(BACKUP));
        var assume = AccessRequest.to("sts:AssumeRole").byService("backup.amazonaws.com");

        assertThat(trust.decide(assume.with("aws:SourceAccount", BACKUP))).isEqualTo(ALLOWED);
        assertThat(trust.decide(assume.with("aws:SourceAccount", "333333333333")))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(trust.decide(AccessRequest.to("sts:AssumeRole").by(SOURCE).with("aws:SourceAccount", BACKUP)))
                .isEqualTo(IMPLICITLY_DENIED);
    }
}
