package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept can be brought back, also when its account is lost. */
class BackupsTest {
    private static final String PLAN = "aws:backup/plan:Plan";
    private static final String SELECTION = "aws:backup/selection:Selection";
    private static final String VAULT = "aws:backup/vault:Vault";

    private static final Cloud PROD = Workload.run(Workload.settings("prod", "backupRegion", "eu-west-1"));

    private static Map<String, Map<?, ?>> rules(Cloud cloud) {
        var rules = new TreeMap<String, Map<?, ?>>();
        ((List<?>) cloud.only(PLAN).inputs().get("rules"))
                .forEach(rule -> rules.put((String) ((Map<?, ?>) rule).get("ruleName"), (Map<?, ?>) rule));
        return rules;
    }

    private static List<?> copies(Map<?, ?> rule) {
        return rule.containsKey("copyActions") ? (List<?>) rule.get("copyActions") : List.of();
    }

    @Test
    void selectTheDatabaseByItsArn() {
        assertThat(PROD.only(SELECTION).inputs())
                .containsEntry("resources", List.of("arn:aws:test:::database"))
                .containsEntry("iamRoleArn", "arn:aws:test:::backups");
        assertThat(PROD.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                        .inputs())
                .containsEntry("policyArn", "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup");
    }

    @Test
    void copyEverythingToTheAccountOfTheBackupsAndToTheOtherRegion() {
        assertThat(rules(PROD)).containsOnlyKeys("daily", "monthly");
        rules(PROD)
                .forEach((name, rule) -> assertThat(copies(rule))
                        .as(name)
                        .extracting(copy -> (String) ((Map<?, ?>) copy).get("destinationVaultArn"))
                        .containsExactly(Workload.BACKUP_VAULT, "arn:aws:test:::distant-backup-vault"));
    }

    @ParameterizedTest
    @CsvSource({"dev, 35, 0", "stage, 35, 0", "prod, 35, 365"})
    void keepBackupsAndTheirCopiesForAsLongAsTheKindOfEnvironmentSays(String stack, double daily, double monthly) {
        var rules = rules(Workload.run(stack));

        assertThat(rules).hasSize(monthly > 0 ? 2 : 1);
        rules.forEach((name, rule) -> {
            var days = Map.of("deleteAfter", name.equals("daily") ? daily : monthly);
            assertThat((Object) rule.get("lifecycle")).isEqualTo(days);
            assertThat(copies(rule))
                    .hasSize(1)
                    .allSatisfy(copy -> assertThat((Object) ((Map<?, ?>) copy).get("lifecycle"))
                            .isEqualTo(days));
        });
    }

    /** RDS begins no backup during its own windows, and one at a time. */
    @Test
    void beginNotAllAtOnce() {
        assertThat((Object) rules(PROD).get("daily").get("schedule")).isEqualTo("cron(0 4 ? * * *)");
        assertThat((Object) rules(PROD).get("monthly").get("schedule")).isEqualTo("cron(0 6 1 * ? *)");
        assertThat((Object) rules(PROD).get("daily").get("startWindow")).isEqualTo(60.0);
        assertThat(rules(PROD).get("daily").containsKey("enableContinuousBackup"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backupDays", "backupMonthlyDays"})
    void refuseAnAgeThatTheOrganizationsVaultDoesNotTake(String key) {
        assertThatThrownBy(() -> Workload.settings("prod", key, "401")).hasMessageContaining(key + " is '401'");
        assertThatThrownBy(() -> Workload.settings("prod", key, "34")).hasMessageContaining(key + " is '34'");
    }

    @Test
    void refuseTheirOwnRegionAsTheOther() {
        assertThatThrownBy(() -> Workload.settings("prod", "backupRegion", "eu-central-1"))
                .hasMessage(
                        "holdfast:backupRegion is 'eu-central-1', where the environment is: allowed is another region,"
                                + " or none");
    }

    @Test
    void reachTheOtherRegionInTheSameAccountOnly() {
        var there = PROD.named("pulumi:providers:aws", "account-backup-region").inputs();

        assertThat(there).containsEntry("region", "eu-west-1").containsEntry("allowedAccountIds", "[\"444444444444\"]");
        assertThat(PROD.named(VAULT, "distant-backup-vault").provider()).contains("account-backup-region");
        assertThat(PROD.named("aws:kms/key:Key", "distant-backup-key").provider())
                .contains("account-backup-region");
        assertThat(PROD.named(VAULT, "distant-backup-vault").isProtected()).isTrue();
    }

    @Test
    void areInAVaultThatIsHeldFast() {
        assertThat(PROD.named(VAULT, "backup-vault").isProtected()).isTrue();
        assertThat(PROD.named(VAULT, "backup-vault").inputs())
                .containsEntry("name", "holdfast-prod-backups")
                .containsEntry("kmsKeyArn", "arn:aws:test:::key");
    }

    @Test
    void leaveNothingOfAReviewEnvironment() {
        assertThat(Workload.aws(Workload.run("review-1")))
                .noneMatch(one -> one.type().startsWith("aws:backup/"));
    }

    @Test
    void waitForTheOrganizationsVaultAndSaySo() {
        var settings = Workload.settings("dev");
        var cloud = Workload.cloud("dev")
                .stackReference(Map.of(
                        "accounts", Map.of("dev", Map.of("id", Workload.ACCOUNT)), "registry", Workload.REGISTRY))
                .run(ctx -> WorkloadProgram.declare(ctx, settings));

        assertThat(copies(rules(cloud).get("daily"))).isEmpty();
        assertThat((List<?>) cloud.exported("byHand"))
                .hasSize(1)
                .allMatch(what -> what.toString()
                        .startsWith(
                                "no copy of a backup leaves this account: the organization has no backup vault yet"));
    }

    /** AWS Backup would try each night, and fail. */
    @Test
    void stayWhereTheyAreWhereRdsCannotCopyThem() {
        var settings = Workload.settings("dev", "aws:region", "eu-west-1");

        assertThat(copies(rules(Workload.run(settings)).get("daily"))).isEmpty();
        assertThat(EnvironmentBackups.problem(settings, Optional.of(Workload.BACKUP_VAULT)))
                .hasValueSatisfying(why -> assertThat(why).contains("eu-central-1", "eu-west-1"));
    }

    @Test
    void comeHomeFromTheAccountOfTheBackupsOnly() {
        var policy = PolicyDocument.parse((String) PROD.named("aws:backup/vaultPolicy:VaultPolicy", "backup-vault")
                .inputs()
                .get("policy"));
        var copy = AccessRequest.to("backup:CopyIntoBackupVault");

        assertThat(policy.decide(copy.by("arn:aws:iam::777777777777:root"))).isEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(copy.by("arn:aws:iam::333333333333:root"))).isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(policy.decide(AccessRequest.to("backup:DeleteRecoveryPoint").by("arn:aws:iam::777777777777:root")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void mailWhenOneFailsAndWhy() {
        var rule = (String)
                PROD.only("aws:cloudwatch/eventRule:EventRule").inputs().get("eventPattern");
        var target = PROD.only("aws:cloudwatch/eventTarget:EventTarget").inputs();

        assertThat(rule)
                .contains(
                        "Backup Job State Change", "Copy Job State Change", "FAILED", "ABORTED", "EXPIRED", "PARTIAL");
        assertThat(target).containsEntry("arn", "arn:aws:test:::alarms");
        assertThat(target.get("inputTransformer").toString()).contains("$.detail.statusMessage", "<message>");
    }
}
