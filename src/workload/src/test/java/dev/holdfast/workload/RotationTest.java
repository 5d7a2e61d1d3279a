package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** New passwords for the database's users. */
class RotationTest {
    private static final String ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
    private static final String PERMISSION = "aws:lambda/permission:Permission";
    private static final Cloud DEV = Workload.run("dev");

    @ParameterizedTest
    @CsvSource({"rotation-credentials, credentials", "rotation-read-only-credentials, read-only-credentials"})
    void everySecretOfTheDatabaseIsRotatedByTheFunctionWithinThirtyDays(String name, String secret) {
        assertThat(DEV.named(ROTATION, name).inputs())
                .containsEntry("secretId", "arn:aws:test:::" + secret)
                .containsEntry("rotationLambdaArn", "arn:aws:test:::rotation")
                .containsEntry("rotationRules", Map.of("automaticallyAfterDays", 30.0));
    }

    @Test
    void leavesOutNoCredentials() {
        assertThat(DEV.all(ROTATION)).hasSize((int) DEV.all("aws:secretsmanager/secret:Secret").stream()
                .filter(secret -> secret.name().endsWith("credentials"))
                .count());
    }

    @ParameterizedTest
    @CsvSource({"rotation-credentials, credentials", "rotation-read-only-credentials, read-only-credentials"})
    void onlySecretsManagerMayInvokeTheFunctionAndOnlyForThatSecretOfThisAccount(String name, String secret) {
        assertThat(DEV.named(PERMISSION, name).inputs())
                .containsEntry("function", "holdfast-dev-rotation")
                .containsEntry("action", "lambda:InvokeFunction")
                .containsEntry("principal", "secretsmanager.amazonaws.com")
                .containsEntry("sourceAccount", Workload.ACCOUNT)
                .containsEntry("sourceArn", "arn:aws:test:::" + secret);
        assertThat(DEV.named(ROTATION, name).dependsOn()).contains(PERMISSION + "::" + name);
    }

    @Test
    void beginsWhenTheMigrationFunctionHasMadeTheFirstValues() {
        assertThat(DEV.all(ROTATION)).isNotEmpty().allSatisfy(rotation -> {
            assertThat(rotation.dependsOn()).contains("aws:lambda/invocation:Invocation::migrations");
            assertThat(rotation.inputs()).containsEntry("rotateImmediately", false);
        });
    }

    @Test
    void theFunctionIsTheMigrationsImageWithAnotherHandler() {
        var function = DEV.named("aws:lambda/function:Function", "rotation");
        var migrations = DEV.named("aws:lambda/function:Function", "migrations");

        assertThat(function.inputs())
                .containsEntry("imageUri", migrations.inputs().get("imageUri"))
                .containsEntry("timeout", 60.0)
                .containsEntry("replaceSecurityGroupsOnDestroy", true)
                .doesNotContainKey("reservedConcurrentExecutions");
        assertThat(Workload.input(function, "imageConfig.commands"))
                .isEqualTo(List.of("dev.holdfast.migrations.RotationHandler::handleRequest"));
        assertThat(migrations.inputs()).doesNotContainKey("imageConfig");
    }

    @Test
    void theFunctionIsInPrivateSubnetsInAGroupOfItsOwn() {
        var function = DEV.named("aws:lambda/function:Function", "rotation");

        assertThat(Workload.input(function, "vpcConfig.subnetIds")).isEqualTo(List.of("subnet-private"));
        assertThat(Workload.input(function, "vpcConfig.securityGroupIds")).isEqualTo(List.of("security-rotation-id"));
    }

    @Test
    void theIntervalIsConfigured() {
        var cloud = Workload.run(Workload.settings("dev", "rotationDays", "7"));

        assertThat(cloud.all(ROTATION))
                .isNotEmpty()
                .allSatisfy(rotation -> assertThat(rotation.inputs())
                        .containsEntry("rotationRules", Map.of("automaticallyAfterDays", 7.0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "91"})
    void refusesAnIntervalThatSecurityHubWouldNotAccept(String days) {
        assertThatThrownBy(() -> Workload.settings("prod", "rotationDays", days))
                .hasMessageContaining("rotationDays")
                .hasMessageContaining("90");
    }
}
