package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.image.Cloud;
import dev.holdfast.sandbox.image.EchoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every Java that is installed here. */
class TaskNetworkTest {
    private final String network = "127." + ThreadLocalRandom.current().nextInt(128, 255) + ".77.";
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    Path directory;

    private Image image;
    private Hosts hosts;

    static Stream<Path> javas() throws IOException {
        var own = Path.of(System.getProperty("java.home")).toRealPath();
        try (var all = Files.list(own.getParent())) {
            var others = all.filter(home -> Files.exists(home.resolve("lib/modules")))
                    .map(home -> home.toFile().toPath())
                    .filter(home -> home.getFileName().toString().matches(".*(17|21|25).*"))
                    .filter(home -> !Files.isSymbolicLink(home) && !home.equals(own))
                    .toList();
            return Stream.concat(Stream.of(own), others.stream());
        }
    }

    @BeforeEach
    void push() throws IOException {
        var site = new Site(directory);
        var registry = new ImageRegistry(site);
        var archive = OciImage.of(EchoService.class).write(directory.resolve("image.tar"), false);
        image = registry.resolve(TestCloud.REGISTRY + "app@" + registry.push("app", archive));
        hosts = new Hosts(directory.resolve("hosts"));
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void letsTwoTasksHaveTheSamePort(Path java) {
        start(java, "4", "one");
        start(java, "5", "two");

        answers("4", "/", "one");
        answers("5", "/", "two");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void makesLocalhostTheTaskItself(Path java) {
        start(java, "4", "one");
        start(java, "5", "two");

        answers("4", "/call/localhost", network + "4");
        answers("5", "/call/127.0.0.1", network + "5");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void tellsOthersWhoCalls(Path java) {
        start(java, "4", "one");
        start(java, "5", "two");

        answers("4", "/call/" + network + "5", network + "4");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void resolvesTheCloudsNames(Path java) {
        hosts.put("two.internal", network + "5");
        start(java, "4", "one");
        start(java, "5", "two");

        answers("4", "/call/two.internal", network + "4");
    }

    @Test
    void endsWithTheCloudThatStartedIt() throws IOException {
        var java = Path.of(System.getProperty("java.home"));
        var program = java.resolve("bin/java").toString();
        var agent = TaskAgent.write(java, directory.resolve("agent.jar"));
        var classes = image.root().resolve("app/classes").toString();
        var cloud = new ProcessBuilder(
                        program,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cloud.class.getName(),
                        program,
                        "-javaagent:" + agent + "=" + network + "4",
                        "-cp",
                        classes,
                        EchoService.class.getName())
                .start();
        processes.add(cloud);
        var task =
                ProcessHandle.of(Long.parseLong(cloud.inputReader().readLine())).orElseThrow();
        answers("4", "/", "null");

        cloud.destroyForcibly();

        await().atMost(Duration.ofSeconds(5)).until(() -> !task.isAlive());
    }

    private void start(Path java, String host, String release) {
        var site = new Site(directory.resolve("task-" + host));
        var runtime = new ContainerRuntime(site, hosts, java);
        var environment = Map.of("RELEASE", release);
        var container = new ContainerRuntime.Container(
                image, image.entrypoint(), image.workingDirectory(), environment, network + host, 256, 512);
        processes.add(runtime.start(container, runtime.directory("task")));
    }

    private void answers(String host, String path, String expected) {
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(TestCloud.get("http://" + network + host + ":8080" + path)
                                .body())
                        .isEqualTo(expected));
    }
}
