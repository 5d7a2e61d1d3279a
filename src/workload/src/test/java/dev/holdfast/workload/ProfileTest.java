package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.workload.stateless.FargateSize;
import dev.holdfast.workload.stateless.NetworkProfile.NatGateways;
import dev.holdfast.workload.stateless.ServicesProfile;
import dev.holdfast.workload.stateless.ServicesProfile.ContainerInsights;
import dev.holdfast.workload.stateless.Spot;
import dev.holdfast.workload.stateless.TaskProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    @Test
    void keepsProductionUpWhenAZoneGoesDown() {
        var prod = Workload.settings("prod").profile();

        assertThat(prod.database().multiAz()).isTrue();
        assertThat(prod.network().natGateways()).isEqualTo(NatGateways.ONE_PER_AZ);
        assertThat(prod.tasks("web").count()).isGreaterThanOrEqualTo(prod.zones());
        assertThat(prod.tasks("api").count()).isGreaterThanOrEqualTo(prod.zones());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "review-1"})
    void isCheapWhereNobodyWaits(String stack) {
        var profile = Workload.settings(stack).profile();

        assertThat(profile.database().multiAz()).isFalse();
        assertThat(profile.network().natGateways()).isEqualTo(NatGateways.SINGLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void backsUpWhatIsKept(String stack) {
        assertThat(Workload.settings(stack).profile().database().backupDays()).isGreaterThanOrEqualTo(7);
        assertThatThrownBy(() -> Workload.settings(stack, "databaseBackupDays", "0"))
                .hasMessage("holdfast:databaseBackupDays is '0', allowed is a whole number from 1 to 35");
    }

    @Test
    void isOverriddenByAStacksConfiguration() {
        var profile = Workload.settings(
                        "dev",
                        "databaseClass",
                        "db.r7g.xlarge",
                        "databaseMultiAz",
                        "true",
                        "databaseStorageGb",
                        "200",
                        "databaseBackupDays",
                        "14",
                        "databaseDeletionProtection",
                        "false",
                        "webTasks",
                        "4",
                        "webCpu",
                        "1024",
                        "webMemory",
                        "3072",
                        "apiTasks",
                        "5",
                        "apiCpu",
                        "2048",
                        "apiMemory",
                        "8192",
                        "natGateways",
                        "one-per-az",
                        "logDays",
                        "3653",
                        "apiMaxTasks",
                        "9",
                        "apiRequestsPerMinute",
                        "600",
                        "containerInsights",
                        "enhanced",
                        "spot",
                        "beyond-minimum",
                        "exec",
                        "false")
                .profile();

        assertThat(profile.database().instanceClass()).isEqualTo("db.r7g.xlarge");
        assertThat(profile.database().multiAz()).isTrue();
        assertThat(profile.database().storageGb()).isEqualTo(200);
        assertThat(profile.database().maxStorageGb()).isEqualTo(400);
        assertThat(profile.database().backupDays()).isEqualTo(14);
        assertThat(profile.database().deletionProtection()).isFalse();
        assertThat(profile.tasks("web")).isEqualTo(new TaskProfile(4, 4, new FargateSize(1024, 3072)));
        assertThat(profile.tasks("api")).isEqualTo(new TaskProfile(5, 9, 600, new FargateSize(2048, 8192)));
        assertThat(profile.network().natGateways()).isEqualTo(NatGateways.ONE_PER_AZ);
        assertThat(profile.logs().days()).isEqualTo(3653);
        assertThat(profile.services())
                .isEqualTo(new ServicesProfile(ContainerInsights.ENHANCED, Spot.BEYOND_MINIMUM, false));
    }

    @Test
    void reachesAws() {
        var cloud = Workload.run(
                Workload.settings("prod", "webTasks", "5", "apiTasks", "4", "databaseClass", "db.r7g.xlarge"));

        assertThat(cloud.named("aws:ecs/service:Service", "web").inputs()).containsEntry("desiredCount", 5.0);
        assertThat(cloud.named("aws:ecs/service:Service", "api").inputs()).containsEntry("desiredCount", 4.0);
        assertThat(cloud.only("aws:rds/instance:Instance").inputs())
                .containsEntry("instanceClass", "db.r7g.xlarge")
                .containsEntry("multiAz", true)
                .containsEntry("backupRetentionPeriod", 35.0);
        assertThat(Workload.input(cloud.only("awsx:ec2:Vpc"), "natGateways.strategy"))
                .isEqualTo("OnePerAz");
        assertThat(cloud.all("aws:cloudwatch/logGroup:LogGroup"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(group -> assertThat(group.inputs()).containsEntry("retentionInDays", 365.0));
    }

    @Test
    void countsTheProcessorsOfAllTasksThatThereMayBe() {
        var usual = peakVcpus();

        // One of web has half a processor; one of api has a whole one, and there are twice as many during a deployment.
        assertThat(peakVcpus("webMaxTasks", "7") - usual).isEqualTo(0.5);
        assertThat(peakVcpus("apiMaxTasks", "7") - usual).isEqualTo(2);
    }

    private static double peakVcpus(String... configuration) {
        return Workload.settings("prod", configuration).profile().peakVcpus();
    }

    @Test
    void refusesAMaximumBelowTheMinimum() {
        assertThatThrownBy(() -> Workload.settings("prod", "webMaxTasks", "2"))
                .hasMessage("holdfast:webMaxTasks is '2', allowed is a whole number from 3 to 100");
    }

    @Test
    void refusesASizeThatFargateDoesNotSell() {
        assertThatThrownBy(() -> Workload.settings("dev", "apiCpu", "512", "apiMemory", "8192"))
                .hasMessage("holdfast:apiMemory does not go with apiCpu: Fargate has no task with 512 CPU units and"
                        + " 8192 MiB, allowed are 1024 to 4096 MiB in steps of 1024");
        assertThatThrownBy(() -> Workload.settings("dev", "webCpu", "1024", "webMemory", "1024"))
                .hasMessageStartingWith("holdfast:webMemory does not go with webCpu: ");
    }

    @Test
    void refusesASizeThatTheProxyOfServiceConnectTakesUp() {
        assertThatThrownBy(() -> Workload.settings("dev", "webCpu", "256"))
                .hasMessage("holdfast:webCpu is '256', allowed is a whole number from 512 to 16384");
    }

    @Test
    void refusesARetentionThatCloudWatchDoesNotHave() {
        assertThatThrownBy(() -> Workload.settings("dev", "logDays", "31"))
                .hasMessageStartingWith("holdfast:logDays is '31', allowed is one of [1, 3, 5, 7, 14, 30, ");
    }

    @Test
    void refusesStorageThatCannotGrow() {
        assertThatThrownBy(() -> Workload.settings("dev", "databaseStorageGb", "100", "databaseMaxStorageGb", "105"))
                .hasMessage("holdfast:databaseMaxStorageGb is '105', allowed is at least a tenth more than"
                        + " databaseStorageGb, which is 100");
    }
}
