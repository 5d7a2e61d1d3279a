package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
