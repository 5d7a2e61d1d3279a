package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.testkit.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may run commands in a task, and what is left of that. */
class ExecTest {
    private static final Cloud DEV = Workload.run("dev");
    private static final Cloud PROD = Workload.run("prod");

    private static List<String> folders(Cloud cloud, String service) throws Exception {
        var containers = new ObjectMapper()
                .readTree((String) cloud.named("aws:ecs/taskDefinition:TaskDefinition", service)
                        .inputs()
                        .get("containerDefinitions"));
        var folders = new ArrayList<String>();
        containers
                .at("/0/mountPoints")
                .forEach(mount -> folders.add(mount.get("sourceVolume").asText() + " "
                        + mount.get("containerPath").asText()));
        return folders;
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.workload.Workload#services")
    void givesTheAgentTheFoldersThatAReadOnlyRootDoesNotHave(String service) throws Exception {
        assertThat(folders(DEV, service))
                .containsExactly(
                        "exec-agents /managed-agents",
                        "exec-data /var/lib/amazon/ssm",
                        "exec-logs /var/log/amazon/ssm");
        assertThat(DEV.named("aws:ecs/taskDefinition:TaskDefinition", service).inputs())
                .containsEntry(
                        "volumes",
                        List.of(
                                Map.of("name", "exec-agents"),
                                Map.of("name", "exec-data"),
                                Map.of("name", "exec-logs")));
    }

    @Test
    void recordsWhatIsDoneAndEncryptsItOnItsWay() {
        var exec = Workload.input(DEV.only("aws:ecs/cluster:Cluster"), "configuration.executeCommandConfiguration");

        assertThat(exec)
                .isEqualTo(Map.of(
                        "kmsKeyId",
                        "arn:aws:test:::key",
                        "logging",
                        "OVERRIDE",
                        "logConfiguration",
                        Map.of("cloudWatchLogGroupName", "/holdfast/dev/exec", "cloudWatchEncryptionEnabled", true)));
    }

    @Test
    void letsNobodyIntoProduction() throws Exception {
        assertThat(PROD.named("aws:ecs/service:Service", "api").inputs()).containsEntry("enableExecuteCommand", false);
        assertThat(PROD.only("aws:ecs/cluster:Cluster").inputs()).doesNotContainKey("configuration");
        assertThat(folders(PROD, "api")).isEmpty();
        assertThat(PROD.all("aws:iam/rolePolicy:RolePolicy"))
                .isNotEmpty()
                .noneMatch(policy -> policy.inputs().get("policy").toString().contains("ssmmessages"));
    }

    @Test
    void letsPeopleIntoProductionWhereTheConfigurationSaysSo() {
        var cloud = Workload.run(Workload.settings("prod", "exec", "true"));

        assertThat(cloud.named("aws:ecs/service:Service", "api").inputs()).containsEntry("enableExecuteCommand", true);
    }
}
