package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.image.EchoService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEventsTest {
    @TempDir
    Path directory;

    private TestCloud cloud;
    private String image;

    @BeforeEach
    void push() throws IOException {
        cloud = new TestCloud(directory);
        var archive = OciImage.of(EchoService.class).write(directory.resolve("image.tar"), false);
        image = TestCloud.REGISTRY + "app@" + cloud.registry.push("app", archive);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void nothingIsToldOfWhatWasAskedFor() {
        var service = create(cloud.taskDefinition(image, ""));
        cloud.delete(service);

        assertThat(told()).isEmpty();
    }

    @Test
    void aKilledTaskIsReplacedAndBothAreTold() {
        var service = create(cloud.taskDefinition(image, ""));
        var killed = cloud.services.tasks(service).get(0);

        killed.kill();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told())
                        .containsExactly(
                                "service app " + killed
                                        + " is replaced: essential container app exited with code 137 (SIGKILL)",
                                "service app is steady again: app:1: 1 of 1 tasks healthy"));
        assertThat(cloud.services.tasks(service)).hasSize(1).doesNotContain(killed);
    }

    @Test
    void aTaskThatRanOutOfMemoryIsToldAsSuch() {
        assertThat(ContainerExit.of(3, List.of("Terminating due to java.lang.OutOfMemoryError: Java heap space")))
                .hasToString("exited with code 3: OutOfMemoryError, so the task's memory is too small for it");
        assertThat(ContainerExit.of(143, List.of())).hasToString("exited with code 143 (SIGTERM)");
    }

    @Test
    void aRollbackIsToldWithItsReasonAndWithoutTheLog() throws Exception {
        cloud.loadBalancer();
        var service = cloud.create(Service.TYPE, "app", TestCloud.service(cloud.taskDefinition(image, ""), 1, true));
        var bad = cloud.taskDefinition(image, ",\"environment\":[{\"name\":\"EXIT\",\"value\":\"7\"}]");

        cloud.update(service, Map.of("taskDefinition", bad.arn().orElseThrow()));

        assertThat(told())
                .contains(
                        "service app the deployment of app:2 was given up: essential container app exited with code 7;"
                                + " app:1 still runs")
                .noneMatch(one -> one.contains("cannot reach the database"));
    }

    @Test
    void aTaskThatCannotBeStartedIsToldOnce() {
        var definition = cloud.taskDefinition(image.replaceFirst("app@", "other@"), "");

        assertThatThrownBy(() -> create(definition)).isInstanceOf(Incomplete.class);

        assertThat(told())
                .filteredOn(one -> one.contains(
                        "a task cannot be started, which is tried again and again:" + " CannotPullContainerError"))
                .hasSize(1);
    }

    @Test
    void aServiceIsToldToBeSteadyAgainAfterARestartOfTheCloud() throws Exception {
        create(cloud.taskDefinition(image, ""));
        cloud.close();

        cloud = new TestCloud(directory);
        cloud.resume();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(told()).containsExactly("service app is steady again: app:1: 1 of 1 tasks healthy"));
    }

    @Test
    void aListenerWaitsForItsPortAndTellsSo() throws Exception {
        var url = cloud.loadBalancer();
        cloud.close();
        var port = Integer.parseInt(url.replaceFirst(".*:", ""));
        try (var taker = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taker.isBound()).isTrue();
            cloud = new TestCloud(directory);
            cloud.resume();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(told())
                            .singleElement()
                            .asString()
                            .startsWith("listener " + port + " port " + port)
                            .contains("is taken by another program"));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(told()).contains("listener " + port + " listens again: the port became free"));
    }

    @Test
    void endsTheTasksOfAKilledCloudBeforeTheirAddressesAreHandedOutAnew() throws Exception {
        var agent = directory.resolve("killed/cloud/tasks/agent.jar").toAbsolutePath();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        // Of the killed cloud's task only its command line matters; the option is the program's own argument here.
        var orphan = new ProcessBuilder(
                        java, "-cp", classes, Orphan.class.getName(), "-javaagent:" + agent + "=127.1.2.3,1")
                .start();
        var other = new ProcessBuilder(
                        java, "-cp", classes, Orphan.class.getName(), "-javaagent:" + agent + "x=127.1.2.3,1")
                .start();
        try {
            orphan.inputReader().readLine();
            other.inputReader().readLine();
            var site = new Site(directory.resolve("killed"));
            new ContainerRuntime(site, new Hosts(directory.resolve("killed/hosts")), "127.0.0.1:9");

            assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orphan.exitValue()).isEqualTo(137);
            assertThat(other.isAlive()).isTrue();
        } finally {
            orphan.destroyForcibly();
            other.destroyForcibly();
        }
    }

    /** A process that waits. */
    static final class Orphan {
        private Orphan() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("waits");
            Thread.currentThread().join();
        }
    }

    private Resource create(Resource definition) {
        return cloud.create(Service.TYPE, "app", TestCloud.service(definition, 1, false));
    }

    private List<String> told() {
        return cloud.events.last(100).stream()
                .map(event -> event.subject() + " " + event.what())
                .toList();
    }
}
