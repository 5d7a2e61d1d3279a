package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.image.EchoService;
import dev.holdfast.sandbox.image.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:database-AbCdEf";
    private static final String CHECK = ",\"healthCheck\":{\"command\":[\"CMD\",\"java\",\"-cp\",\"/app/classes\",\""
            + Probe.class.getName() + "\"],\"interval\":5,\"retries\":1}";

    @TempDir
    Path directory;

    private TestCloud cloud;
    private String image;

    @BeforeEach
    void push() throws IOException {
        cloud = new TestCloud(directory);
        var archive = OciImage.of(EchoService.class, Probe.class).write(directory.resolve("image.tar"), false);
        image = TestCloud.REGISTRY + "app@" + cloud.registry.push("app", archive);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void runsItsTasksOnTheSamePortBehindTheLoadBalancer() throws Exception {
        var url = cloud.loadBalancer();
        var service = create(cloud.taskDefinition(image, environment("RELEASE", "1")), 2, true);

        assertThat(TestCloud.get(url + "/").body()).isEqualTo("1");
        assertThat(cloud.services.tasks(service)).hasSize(2);
        assertThat(cloud.describe(service)).isEqualTo("app:1: 2 of 2 tasks healthy");
    }

    @Test
    void letsTheLoadBalancerReachATaskThatNothingElseReaches() throws Exception {
        var url = cloud.loadBalancer();
        var service = create(cloud.taskDefinition(image, environment("RELEASE", "1")), 1, true);
        var task = cloud.services.tasks(service).get(0).network();

        assertThat(TestCloud.get(url + "/").body()).isEqualTo("1");
        assertThatThrownBy(() -> TestCloud.get("http://" + task.loopback() + ":8080/"))
                .isInstanceOf(IOException.class);
        assertThat(cloud.refusals.of(task))
                .singleElement()
                .asString()
                .contains(task.owner(), "cannot be reached from the internet on port 8080");
    }

    @Test
    void givesATaskItsOwnEnvironmentAndNothingOfTheCloud() throws Exception {
        var url = cloud.loadBalancer();
        cloud.secrets.put(SECRET, "{\"username\":\"app\",\"password\":\"hunter2\"}");
        create(
                cloud.taskDefinition(
                        image,
                        environment("RELEASE", "1") + ",\"secrets\":[{\"name\":\"PASSWORD\",\"valueFrom\":\"" + SECRET
                                + ":password::\"}]"),
                1,
                true);

        assertThat(TestCloud.get(url + "/environment").body())
                .contains("RELEASE=1", "FROM_IMAGE=yes", "PASSWORD=hunter2", "AWS_REGION=eu-central-1")
                .contains("AWS_EXECUTION_ENV=AWS_ECS_FARGATE", "AWS_ENDPOINT_URL=", "HOSTNAME=ip-10-")
                .doesNotContain("HOME=", "USER=", "JAVA_HOME=");
        assertThat(TestCloud.get(url + "/arguments").body())
                .contains("jdk.net.hosts.file")
                .doesNotContain("hunter2");
    }

    @Test
    void rollsOutWithoutAFailedRequest() throws Exception {
        var url = cloud.loadBalancer();
        var service = create(cloud.taskDefinition(image, environment("RELEASE", "1")), 1, true);
        var statuses = new TreeSet<Integer>();
        var releases = new ArrayList<String>();
        var done = new AtomicBoolean();
        var client = new Thread(() -> {
            while (!done.get()) {
                try {
                    var answer = TestCloud.get(url + "/");
                    statuses.add(answer.statusCode());
                    releases.add(answer.body());
                } catch (IOException | InterruptedException e) {
                    statuses.add(0);
                }
            }
        });
        client.start();

        cloud.update(service, Map.of("taskDefinition", arn(cloud.taskDefinition(image, environment("RELEASE", "2")))));
        done.set(true);
        client.join();

        assertThat(statuses).containsExactly(200);
        assertThat(releases).contains("1", "2");
        assertThat(TestCloud.get(url + "/").body()).isEqualTo("2");
        assertThat(cloud.services.tasks(service)).hasSize(1);
        assertThat(logs()).contains("ends in peace");
    }

    @Test
    void failsWithTheLogsLastLinesWhenItsFirstTasksExit() {
        var definition = cloud.taskDefinition(image, environment("EXIT", "7"));

        assertThatThrownBy(() -> create(definition, 1, false))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("essential container app exited with code 7")
                .hasMessageContaining("cannot reach the database")
                .hasMessageContaining("no earlier deployment");
        assertThat(cloud.services.tasks(cloud.resources.all(Service.TYPE).get(0)))
                .isEmpty();
    }

    @Test
    void rollsBackToTheEarlierDeployment() throws Exception {
        var url = cloud.loadBalancer();
        var first = cloud.taskDefinition(image, environment("RELEASE", "1"));
        var service = create(first, 1, true);

        var updated = cloud.update(
                service, Map.of("taskDefinition", arn(cloud.taskDefinition(image, environment("HEALTH", "503")))));

        assertThat(updated.text("taskDefinition")).isEqualTo(first.arn());
        assertThat(updated.text(Service.RUNNING)).isEqualTo(first.arn());
        assertThat(cloud.warnings)
                .singleElement()
                .asString()
                .contains("failed ELB health checks in target group web")
                .contains("[503]")
                .contains("rolled back to app:1");
        assertThat(TestCloud.get(url + "/").body()).isEqualTo("1");
    }

    @Test
    void failsWhenTheContainersHealthCheckDoes() {
        var definition = cloud.taskDefinition(image, environment("ILL", "yes") + CHECK.replace("5,", "1,"));

        assertThatThrownBy(() -> create(definition, 1, false))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("container app failed its health check: exit code 1, feels ill");
    }

    @Test
    void isSteadyWhenTheContainersHealthCheckSucceeds() {
        var service = create(cloud.taskDefinition(image, CHECK.substring(0)), 1, false);

        assertThat(cloud.describe(service)).isEqualTo("app:1: 1 of 1 tasks healthy");
    }

    @Test
    void namesTheSecretThatHasNoValue() {
        var definition =
                cloud.taskDefinition(image, ",\"secrets\":[{\"name\":\"PASSWORD\",\"valueFrom\":\"" + SECRET + "\"}]");

        assertThatThrownBy(() -> create(definition, 1, false))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("ResourceInitializationError")
                .hasMessageContaining(SECRET);
    }

    @Test
    void replacesATaskThatWasKilled() throws Exception {
        var url = cloud.loadBalancer();
        var service = create(cloud.taskDefinition(image, environment("RELEASE", "1")), 1, true);
        var killed = cloud.services.tasks(service).get(0);

        killed.pids().forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !cloud.services.tasks(service).contains(killed)
                        && TestCloud.get(url + "/").statusCode() == 200);
    }

    @Test
    void scalesWithoutANewDeployment() {
        var service = create(cloud.taskDefinition(image, ""), 1, false);
        var first = cloud.services.tasks(service).get(0);

        cloud.update(service, Map.of("desiredCount", 2));

        assertThat(cloud.services.tasks(service)).hasSize(2).contains(first);
    }

    @Test
    void keepsTheNumberOfTasksThatScalingChose() throws Exception {
        var service = create(cloud.taskDefinition(image, environment("RELEASE", "1")), 1, false);
        var target = cloud.create(ScalableTarget.TYPE, "target", bounds(2, 3));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> cloud.services.tasks(service).size() == 2);

        var deployed = cloud.update(
                cloud.resources.all(Service.TYPE).get(0),
                Map.of("taskDefinition", arn(cloud.taskDefinition(image, environment("RELEASE", "2")))));

        assertThat(cloud.describe(deployed)).isEqualTo("app:2: 2 of 2 tasks healthy");
        cloud.update(target, bounds(0, 0));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> cloud.services.tasks(service).isEmpty());
        cloud.close();
        cloud = new TestCloud(directory);
        cloud.resume();
        assertThat(cloud.describe(deployed)).isEqualTo("app:2: 0 of 0 tasks healthy");
    }

    @Test
    void refusesToScaleAServiceThatIsNotThere() {
        assertThatThrownBy(() -> cloud.create(ScalableTarget.TYPE, "target", bounds(1, 2)))
                .hasMessageContaining("ECS service doesn't exist: service/main/app");
    }

    @Test
    void refusesCapacityThatTheClusterDoesNotHave() {
        var inputs = TestCloud.service(cloud.taskDefinition(image, ""), 1, false);
        inputs.remove("launchType");
        inputs.put("capacityProviderStrategies", List.of(Map.of("capacityProvider", "FARGATE_SPOT", "weight", 1)));

        assertThatThrownBy(() -> cloud.create(Service.TYPE, "app", inputs))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("'FARGATE_SPOT' was not found in the cluster 'main'");
    }

    private static Map<String, Object> bounds(int least, int most) {
        return Map.of(
                "serviceNamespace",
                "ecs",
                "scalableDimension",
                "ecs:service:DesiredCount",
                "resourceId",
                "service/main/app",
                "minCapacity",
                least,
                "maxCapacity",
                most);
    }

    @Test
    void runsAgainAfterTheCloudWasStopped() throws Exception {
        var url = cloud.loadBalancer();
        create(cloud.taskDefinition(image, environment("RELEASE", "1")), 1, true);
        cloud.close();

        cloud = new TestCloud(directory);
        cloud.resume();

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> TestCloud.get(url + "/").body().equals("1"));
    }

    @Test
    void endsItsTasksWhenItIsDeleted() {
        var service = create(cloud.taskDefinition(image, ""), 1, false);
        var pids = cloud.services.tasks(service).get(0).pids();

        cloud.delete(service);

        assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
        assertThat(directory.resolve("cloud/tasks")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void returnsAtOnceWhenItDoesNotWaitForSteadyState() {
        var inputs = TestCloud.service(cloud.taskDefinition(image, ""), 1, false);
        inputs.put("waitForSteadyState", false);

        var service = cloud.create(Service.TYPE, "app", inputs);

        assertThat(service.outputs()).doesNotContainKey(Service.RUNNING);
    }

    @Test
    void refusesATargetGroupWithoutALoadBalancer() {
        cloud.put(TargetGroup.TYPE, "web", Map.of("targetType", "ip"));
        var definition = cloud.taskDefinition(image, "");

        assertThatThrownBy(() -> create(definition, 1, true))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("does not have an associated load balancer");
    }

    private Resource create(Resource definition, int count, boolean balanced) {
        return cloud.create(Service.TYPE, "app", TestCloud.service(definition, count, balanced));
    }

    private static String environment(String name, String value) {
        return ",\"environment\":[{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}]";
    }

    private static String arn(Resource resource) {
        return resource.arn().orElseThrow();
    }

    private String logs() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(cloud.site.logGroup(TestCloud.ACCOUNT, "/holdfast"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
