package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testkit.Cloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a new version gets in, and when it does not. */
class DeploymentTest {
    private static final String OLD = "arn:aws:ecs:eu-central-1:111111111111:task-definition/holdfast-dev-api:6";
    private static final Cloud DEV = Workload.run("dev");

    /** In which api, and only api, runs what it ran before. */
    private static Cloud rolledBack() {
        return Workload.cloud("dev").answers("aws:ecs/getService:getService", arguments -> {
            var service = (String) arguments.get("serviceName");
            return Workload.service(service.endsWith("-api") ? OLD : Workload.taskDefinition(service));
        });
    }

    private static Object trigger(Settings settings, String name) {
        return Workload.input(Workload.run(settings).only("aws:lambda/invocation:Invocation"), "triggers." + name);
    }

    @Test
    void migratesBeforeApiStartsNewTasks() {
        assertThat(DEV.named("aws:ecs/service:Service", "api").dependsOn())
                .contains("aws:lambda/invocation:Invocation::migrations");
    }

    @Test
    void startsApiWhenTheLoadBalancerAndTheNetworkAreThere() {
        assertThat(DEV.named("aws:ecs/service:Service", "api").dependsOn())
                .contains(
                        "aws:lb/listenerRule:ListenerRule::load-balancer-api",
                        "holdfast:stateless:Network::network",
                        "holdfast:stateless:SecurityGroups::security");
    }

    @Test
    void startsWebWhenApiTheLoadBalancerAndTheNetworkAreThere() {
        assertThat(DEV.named("aws:ecs/service:Service", "web").dependsOn())
                .contains(
                        "holdfast:stateless:FargateService::api",
                        "aws:lb/listener:Listener::load-balancer-http",
                        "holdfast:stateless:Network::network",
                        "holdfast:stateless:SecurityGroups::security");
    }

    @Test
    void migratesWhenTheDatabaseAndTheNetworkAreThere() {
        assertThat(DEV.only("aws:lambda/invocation:Invocation").dependsOn())
                .contains(
                        "holdfast:stateful:Database::database",
                        "holdfast:stateless:Network::network",
                        "holdfast:stateless:SecurityGroups::security");
    }

    @Test
    void migratesAgainWhenTheMigrationsTheImageOrTheDatabaseChange() {
        assertThat(DEV.only("aws:lambda/invocation:Invocation").inputs().get("triggers"))
                .isEqualTo(Map.of(
                        "migrations",
                        Workload.settings("dev").migrations().checksum(),
                        "image",
                        Workload.MIGRATIONS_DIGEST,
                        "database",
                        "db-1"));
    }

    @Test
    void seesANewMigration(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("V1__one.sql"), "select 1");
        var before = trigger(Workload.settings("dev", "migrationsDirectory", directory.toString()), "migrations");

        Files.writeString(directory.resolve("V2__two.sql"), "select 2");

        assertThat(trigger(Workload.settings("dev", "migrationsDirectory", directory.toString()), "migrations"))
                .isNotEqualTo(before);
    }

    @Test
    void takesBackADeploymentThatDoesNotGetHealthyAndWaitsForTheOutcome() {
        var service = DEV.named("aws:ecs/service:Service", "api");

        assertThat(service.inputs().get("deploymentCircuitBreaker"))
                .isEqualTo(Map.of("enable", true, "rollback", true));
        assertThat(service.inputs()).containsEntry("waitForSteadyState", true);
    }

    @Test
    void keepsTheOldTasksUntilTheNewOnesAreHealthy() {
        assertThat(DEV.named("aws:ecs/service:Service", "api").inputs())
                .containsEntry("deploymentMinimumHealthyPercent", 100.0)
                .containsEntry("deploymentMaximumPercent", 200.0);
    }

    @Test
    void keepsTheRevisionsThatARollbackNeeds() {
        assertThat(DEV.named("aws:ecs/taskDefinition:TaskDefinition", "api").inputs())
                .containsEntry("skipDestroy", true);
    }

    @Test
    void leavesNoRevisionOfWhatIsDisposable() {
        assertThat(Workload.run("review-1").all("aws:ecs/taskDefinition:TaskDefinition"))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.inputs()).containsEntry("skipDestroy", false));
    }

    @Test
    void saysOnTheTaskDefinitionWhatItWasDeployedFrom() {
        var cloud = Workload.run(Workload.settings("dev", "commit", "0123abc", "release", "1.2"));

        assertThat(cloud.all("aws:ecs/taskDefinition:TaskDefinition"))
                .isNotEmpty()
                .allSatisfy(task ->
                        assertThat(task.inputs().get("tags")).isEqualTo(Map.of("commit", "0123abc", "release", "1.2")));
    }

    @Test
    void asksInTheAccountWhatTheServiceRunsAfterwards() {
        var calls = DEV.calls().stream()
                .filter(call -> call.token().equals("aws:ecs/getService:getService"))
                .toList();

        assertThat(calls)
                .extracting(call -> call.arguments().get("serviceName"))
                .contains("holdfast-dev-web", "holdfast-dev-api")
                .hasSameSizeAs(Services.ALL);
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.arguments()).containsEntry("clusterArn", "arn:aws:test:::cluster");
            assertThat(call.provider()).contains("pulumi:providers:aws::account");
        });
    }

    @Test
    void failsWhenTheServiceWasRolledBack() {
        var settings = Workload.settings("dev");

        assertThatThrownBy(() -> rolledBack().run(ctx -> WorkloadProgram.declare(ctx, settings)))
                .hasStackTraceContaining(
                        "service holdfast-dev-api runs " + OLD + ", not " + Workload.taskDefinition("api"))
                .hasStackTraceContaining("aws logs tail /holdfast/dev/api --since 1h")
                .hasStackTraceContaining("pulumi up --refresh");
    }

    @Test
    void deploysNothingThatComesAfterAServiceThatWasRolledBack() {
        var settings = Workload.settings("dev");
        var cloud = rolledBack();

        assertThatThrownBy(() -> cloud.run(ctx -> WorkloadProgram.declare(ctx, settings)))
                .hasStackTraceContaining("RolledBack");

        assertThat(cloud.all("aws:ecs/service:Service"))
                .extracting(Cloud.Seen::name)
                .contains("api")
                .doesNotContain("web");
    }

    @Test
    void neverAsksDuringAPreview() {
        var settings = Workload.settings("dev");

        var cloud = rolledBack().preview().run(ctx -> WorkloadProgram.declare(ctx, settings));

        assertThat(cloud.calls()).extracting(Cloud.Call::token).doesNotContain("aws:ecs/getService:getService");
    }

    @Test
    void tellsWhatWasDeployed() {
        assertThat(DEV.exported("url")).isEqualTo("http://balancer.test");
        assertThat(DEV.exported("accountId")).isEqualTo(Workload.ACCOUNT);
        assertThat(DEV.exported("region")).isEqualTo("eu-central-1");
        assertThat(DEV.exported("migrations")).isEqualTo(Map.of("version", "1"));
        assertThat(DEV.exported("readOnlySecretArn")).isEqualTo("arn:aws:test:::read-only-credentials");
        assertThat(DEV.exported("databaseResourceId")).isEqualTo("db-1");
        assertThat(DEV.exported("cluster")).isEqualTo("holdfast-dev-services");
        assertThat(DEV.exported("services"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("web", Map.of("name", "holdfast-dev-web", "taskDefinition", "arn:aws:test:::web"))
                .containsEntry("api", Map.of("name", "holdfast-dev-api", "taskDefinition", "arn:aws:test:::api"))
                .hasSameSizeAs(Services.ALL);
    }
}
