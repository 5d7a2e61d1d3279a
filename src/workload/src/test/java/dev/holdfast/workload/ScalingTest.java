package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many tasks there are, on which capacity, and who decides that. */
class ScalingTest {
    private static final Cloud PROD = Workload.run("prod");
    private static final Cloud DEV = Workload.run("dev");
    private static final Cloud REVIEW = Workload.run("review-1");

    private static final String TARGET = "aws:appautoscaling/target:Target";
    private static final String POLICY = "aws:appautoscaling/policy:Policy";
    private static final String SERVICE = "aws:ecs/service:Service";

    private static Object metric(String policy, String property) {
        return Workload.input(
                PROD.named(POLICY, policy),
                "targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification." + property);
    }

    @Test
    void keepsTheNumberOfTasksBetweenItsBounds() {
        assertThat(PROD.named(TARGET, "api").inputs())
                .containsEntry("serviceNamespace", "ecs")
                .containsEntry("scalableDimension", "ecs:service:DesiredCount")
                .containsEntry("resourceId", "service/holdfast-prod-services/holdfast-prod-api")
                .containsEntry("minCapacity", 3.0)
                .containsEntry("maxCapacity", 6.0);
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void leavesTheNumberOfTasksToTheScaling(String service) {
        assertThat(PROD.named(SERVICE, service).options().getIgnoreChanges()).containsExactly("desiredCount");
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void scalesByTheProcessorsAndByTheRequestsOfTheService(String service) {
        assertThat(metric(service + "-cpu", "predefinedMetricType")).isEqualTo("ECSServiceAverageCPUUtilization");
        assertThat(metric(service + "-requests", "predefinedMetricType")).isEqualTo("ALBRequestCountPerTarget");
        assertThat(metric(service + "-requests", "resourceLabel"))
                .isEqualTo("app/balancer/targetgroup/load-balancer-" + service);
    }

    @Test
    void hasNoPolicyWhereTheNumberNeverChanges() {
        assertThat(REVIEW.all(TARGET)).hasSameSizeAs(Services.ALL);
        assertThat(REVIEW.all(POLICY)).isEmpty();
    }

    @Test
    void runsProductionOnCapacityThatAwsDoesNotTakeBack() {
        assertThat(PROD.named(SERVICE, "api").inputs())
                .containsEntry(
                        "capacityProviderStrategies",
                        List.of(Map.of("capacityProvider", "FARGATE", "base", 0.0, "weight", 1.0)))
                .doesNotContainKey("launchType");
    }

    @Test
    void runsDevelopmentOnSpot() {
        assertThat(DEV.named(SERVICE, "api").inputs())
                .containsEntry(
                        "capacityProviderStrategies",
                        List.of(Map.of("capacityProvider", "FARGATE_SPOT", "base", 0.0, "weight", 1.0)));
    }

    @Test
    void neverPutsTheMinimumOnSpotWhereOnlyTheRestMayBe() {
        var cloud = Workload.run(Workload.settings("prod", "spot", "beyond-minimum"));

        assertThat(cloud.named(SERVICE, "api").inputs())
                .containsEntry(
                        "capacityProviderStrategies",
                        List.of(
                                Map.of("capacityProvider", "FARGATE", "base", 3.0, "weight", 1.0),
                                Map.of("capacityProvider", "FARGATE_SPOT", "base", 0.0, "weight", 3.0)));
    }

    @Test
    void changesTheCapacityInPlace() {
        assertThat(PROD.named(SERVICE, "api").inputs()).containsEntry("forceNewDeployment", true);
    }

    @Test
    void asksForNoCapacityThatTheClusterDoesNotHaveYet() {
        assertThat(PROD.only("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders")
                        .inputs())
                .containsEntry("clusterName", "holdfast-prod-services")
                .containsEntry("capacityProviders", List.of("FARGATE", "FARGATE_SPOT"));
        assertThat(PROD.named(SERVICE, "web").dependsOn())
                .contains("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders::cluster");
    }

    @Test
    void measuresEachTaskOfProduction() {
        assertThat(PROD.only("aws:ecs/cluster:Cluster").inputs())
                .containsEntry("settings", List.of(Map.of("name", "containerInsights", "value", "enhanced")));
        assertThat(DEV.only("aws:ecs/cluster:Cluster").inputs())
                .containsEntry("settings", List.of(Map.of("name", "containerInsights", "value", "disabled")));
    }
}
