package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS Backup and ECR refuse. */
class StorageTypesTest {
    private static final String VAULT = "aws:backup/vault:Vault";
    private static final String LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
    private static final String PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
    private static final String BACKUP_PLAN = "aws:backup/plan:Plan";
    private static final String SELECTION = "aws:backup/selection:Selection";
    private static final String REPOSITORY = "aws:ecr/repository:Repository";
    private static final String LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;

    @BeforeEach
    void openCloud() {
        cloud = new SandboxCloud(directory);
    }

    @Test
    void aVaultHasAKeyThatExists() {
        var key = "arn:aws:kms:eu-west-1:111122223333:key/none";

        assertThatThrownBy(() -> cloud.create(VAULT, Map.of("name", "copies", "kmsKeyArn", key)))
                .hasMessageContaining("InvalidParameterValueException")
                .hasMessageContaining(key);
    }

    @Test
    void aLockIsOfAVaultThatExists() {
        assertThatThrownBy(() -> cloud.create(LOCK, Map.of("backupVaultName", "copies")))
                .hasMessageContaining("ResourceNotFoundException")
                .hasMessageContaining("copies");
    }

    @Test
    void eachChangeOfALockReplacesIt() {
        var before = Map.<String, Object>of("backupVaultName", "copies", "minRetentionDays", 7);
        var after = Map.<String, Object>of("backupVaultName", "copies", "minRetentionDays", 8);

        assertThat(cloud.diff(LOCK, before, after).getReplacesList()).containsExactly("minRetentionDays");
    }

    @Test
    void aPlansNameHasNoHyphens() {
        var inputs = Map.<String, Object>of(
                "name",
                "holdfast-copies",
                "scheduleExpression",
                "cron(0 2 ? * SUN *)",
                "recoveryPointSelection",
                Map.of(
                        "algorithm", "LATEST_WITHIN_WINDOW",
                        "includeVaults", List.of("*"),
                        "recoveryPointTypes", List.of("SNAPSHOT")));

        assertThat(SandboxCloud.failures(cloud.check(PLAN, "one", Map.of(), inputs)))
                .containsOnlyKeys("name");
    }

    @Test
    void aPlanKeepsBackupsInAVaultThatExists() {
        assertThatThrownBy(() -> cloud.create(BACKUP_PLAN, plan("none", 60)))
                .hasMessageContaining("InvalidParameterValueException")
                .hasMessageContaining("none");
    }

    @Test
    void aBackupHasAnHourToBegin() {
        assertThat(SandboxCloud.failures(cloud.check(BACKUP_PLAN, "one", Map.of(), plan("copies", 59))))
                .isNotEmpty();
        assertThat(SandboxCloud.failures(cloud.check(BACKUP_PLAN, "one", Map.of(), plan("copies", 60))))
                .isEmpty();
    }

    @Test
    void eachChangeOfWhatIsBackedUpReplacesTheSelection() {
        var before = selection("arn:aws:rds:eu-central-1:111122223333:db:one");
        var after = selection("arn:aws:rds:eu-central-1:111122223333:db:two");

        assertThat(cloud.diff(SELECTION, before, after).getReplacesList()).containsExactly("resources");
    }

    private static Map<String, Object> selection(String arn) {
        return Map.of("name", "all", "planId", "plan", "iamRoleArn", "role", "resources", List.of(arn));
    }

    private static Map<String, Object> plan(String vault, int minutes) {
        return Map.of(
                "name",
                "all",
                "rules",
                List.of(Map.of(
                        "ruleName",
                        "daily",
                        "targetVaultName",
                        vault,
                        "schedule",
                        "cron(0 4 ? * * *)",
                        "startWindow",
                        minutes)));
    }

    @Test
    void twoRepositoriesDoNotShareAName() {
        cloud.create(REPOSITORY, Map.of("name", "holdfast/api"));

        assertThatThrownBy(() -> cloud.create(REPOSITORY, Map.of("name", "holdfast/api")))
                .hasMessageContaining("RepositoryAlreadyExistsException");
    }

    @Test
    void aRepositoryIsEncryptedOnceAndForAll() {
        var before = Map.<String, Object>of("name", "holdfast/api");
        var after = Map.<String, Object>of(
                "name", "holdfast/api", "encryptionConfigurations", List.of(Map.of("encryptionType", "KMS")));

        assertThat(cloud.diff(REPOSITORY, before, after).getReplacesList()).containsExactly("encryptionConfigurations");
    }

    @Test
    void aLifecycleIsOfARepositoryThatExists() {
        assertThatThrownBy(() -> cloud.create(LIFECYCLE, Map.of("repository", "holdfast/api", "policy", "{}")))
                .hasMessageContaining("RepositoryNotFoundException");
    }
}
