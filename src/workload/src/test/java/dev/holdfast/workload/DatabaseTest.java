package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    private static final Cloud PROD = Workload.run("prod");

    @Test
    void isEncryptedWithTheEnvironmentsKey() {
        assertThat(PROD.only("aws:rds/instance:Instance").inputs())
                .containsEntry("storageEncrypted", true)
                .containsEntry("kmsKeyId", "arn:aws:test:::key")
                .containsEntry("masterUserSecretKmsKeyId", "arn:aws:test:::key");
        assertThat(PROD.named("aws:secretsmanager/secret:Secret", "credentials").inputs())
                .containsEntry("kmsKeyId", "arn:aws:test:::key");
    }

    @Test
    void refusesConnectionsWithoutTls() {
        assertThat(PROD.only("aws:rds/parameterGroup:ParameterGroup")
                        .inputs()
                        .get("parameters")
                        .toString())
                .contains("name=rds.force_ssl")
                .contains("value=1");
        assertThat(PROD.only("aws:rds/instance:Instance").inputs())
                .containsEntry("caCertIdentifier", "rds-ca-rsa2048-g1");
    }

    @Test
    void takesMinorVersionsByItselfAndMajorOnesNever() {
        assertThat(PROD.only("aws:rds/instance:Instance").inputs())
                .containsEntry("engineVersion", "17")
                .containsEntry("autoMinorVersionUpgrade", true)
                .containsEntry("allowMajorVersionUpgrade", false);
    }

    @Test
    void waitsForTheMaintenanceWindowInProductionOnly() {
        assertThat(PROD.only("aws:rds/instance:Instance").inputs()).containsEntry("applyImmediately", false);
        assertThat(Workload.run("dev").only("aws:rds/instance:Instance").inputs())
                .containsEntry("applyImmediately", true);
    }

    @Test
    void logsToGroupsThatAreOursBeforeRdsMakesItsOwn() {
        var database = PROD.only("aws:rds/instance:Instance");

        assertThat(database.inputs()).containsEntry("enabledCloudwatchLogsExports", List.of("postgresql", "upgrade"));
        assertThat(database.dependsOn())
                .containsExactlyInAnyOrder(
                        "aws:cloudwatch/logGroup:LogGroup::database-postgresql",
                        "aws:cloudwatch/logGroup:LogGroup::database-upgrade");
        assertThat(PROD.named("aws:cloudwatch/logGroup:LogGroup", "database-postgresql")
                        .inputs())
                .containsEntry("name", "/aws/rds/instance/holdfast-prod-database/postgresql");
    }

    @Test
    void copiesItsTagsToItsSnapshots() {
        assertThat(PROD.only("aws:rds/instance:Instance").inputs()).containsEntry("copyTagsToSnapshot", true);
    }

    @Test
    void logsSlowStatementsAndWaitsForLocksButNobodysValues() {
        assertThat(PROD.only("aws:rds/parameterGroup:ParameterGroup")
                        .inputs()
                        .get("parameters")
                        .toString())
                .contains("name=log_min_duration_statement, applyMethod=immediate, value=1000")
                .contains("name=log_lock_waits, applyMethod=immediate, value=1")
                .contains("name=log_parameter_max_length, applyMethod=immediate, value=0")
                .doesNotContain("log_statement");
    }

    @ParameterizedTest
    @CsvSource({"review-1, standard, 7", "dev, standard, 7", "stage, standard, 7", "prod, advanced, 465"})
    void hasInsightsForAsLongAsTheirModeNeeds(String stack, String mode, double days) {
        assertThat(Workload.run(stack).only("aws:rds/instance:Instance").inputs())
                .containsEntry("databaseInsightsMode", mode)
                .containsEntry("performanceInsightsEnabled", true)
                .containsEntry("performanceInsightsRetentionPeriod", days)
                .containsEntry("performanceInsightsKmsKeyId", "arn:aws:test:::key");
    }

    @Test
    void measuresTheMachineUnderARoleOfRdsWhereTheProfileSaysSo() {
        assertThat(PROD.only("aws:rds/instance:Instance").inputs())
                .containsEntry("monitoringInterval", 60.0)
                .containsEntry("monitoringRoleArn", "arn:aws:test:::database-monitoring");
        assertThat(PROD.named("aws:iam/role:Role", "database-monitoring")
                        .inputs()
                        .get("assumeRolePolicy")
                        .toString())
                .contains("monitoring.rds.amazonaws.com", "aws:SourceAccount", "444444444444");
    }

    @Test
    void makesNoRoleWhereNothingIsMeasured() {
        var dev = Workload.run("dev");

        assertThat(dev.only("aws:rds/instance:Instance").inputs())
                .containsEntry("monitoringInterval", 0.0)
                .doesNotContainKey("monitoringRoleArn");
        assertThat(dev.all("aws:iam/role:Role")).noneMatch(role -> role.name().contains("monitoring"));
    }

    @Test
    void tellsWhenItIsBackedUpAndMaintained() {
        assertThat(PROD.only("aws:rds/instance:Instance").inputs())
                .containsEntry("backupWindow", "01:00-01:30")
                .containsEntry("maintenanceWindow", "sun:02:00-sun:03:00");
    }
}
