package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.image.Cloud;
import dev.holdfast.sandbox.image.EchoService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every Java that is installed here. */
class TaskNetworkTest {
    @TempDir
    Path directory;

    private TaskFixture tasks;

    static Stream<Path> javas() throws IOException {
        return TaskFixture.javas();
    }

    @BeforeEach
    void open() throws IOException {
        tasks = new TaskFixture(directory, EchoService.class);
    }

    @AfterEach
    void close() {
        tasks.close();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void letsTwoTasksHaveTheSamePort(Path java) throws Exception {
        start(java, 4, "one");
        start(java, 5, "two");

        answers(4, "/", "one");
        answers(5, "/", "two");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void makesLocalhostTheTaskItself(Path java) throws Exception {
        start(java, 4, "one");
        start(java, 5, "two");

        answers(4, "/call/localhost", tasks.address(4));
        answers(5, "/call/127.0.0.1", tasks.address(5));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void tellsOthersWhoCalls(Path java) throws Exception {
        tasks.rules.groups.add("sg-4");
        start(java, 4, "one");
        start(java, 5, "two");

        answers(4, "/call/" + tasks.address(5), tasks.address(4));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void resolvesTheCloudsNames(Path java) throws Exception {
        tasks.rules.groups.add("sg-4");
        tasks.hosts.put("two.internal", tasks.address(5));
        start(java, 4, "one");
        start(java, 5, "two");

        answers(4, "/call/two.internal", tasks.address(4));
    }

    @Test
    void endsWithTheCloudThatStartedIt() throws IOException {
        var java = Path.of(System.getProperty("java.home"));
        var program = java.resolve("bin/java").toString();
        var agent = TaskAgent.write(java, directory.resolve("agent.jar"));
        var classes = tasks.image.root().resolve("app/classes").toString();
        tasks.attach(4);
        var cloud = new ProcessBuilder(
                        program,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cloud.class.getName(),
                        program,
                        "-javaagent:" + agent + "=" + tasks.address(4) + "," + tasks.gatekeeper.address(),
                        "-cp",
                        classes,
                        EchoService.class.getName())
                .start();
        try {
            var task = ProcessHandle.of(Long.parseLong(cloud.inputReader().readLine()))
                    .orElseThrow();
            tasks.awaitAnswer(4);

            cloud.destroyForcibly();

            await().atMost(Duration.ofSeconds(5)).until(() -> !task.isAlive());
        } finally {
            cloud.destroyForcibly();
        }
    }

    private void start(Path java, int host, String release) {
        tasks.start(java, host, Map.of("RELEASE", release));
    }

    private void answers(int host, String path, String expected) throws Exception {
        assertThat(tasks.get(host, path)).isEqualTo(expected);
    }
}
