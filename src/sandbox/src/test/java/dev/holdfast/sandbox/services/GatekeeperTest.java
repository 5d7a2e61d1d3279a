package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.sandbox.image.NetworkProgram;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With real tasks, on every Java that is installed here. */
class GatekeeperTest {
    /** Ports where a ServerSocket, a ServerSocketChannel and an AsynchronousServerSocketChannel listen. */
    private static final List<Integer> LISTENERS = List.of(8081, 8082, 8083);

    private static final List<String> CALLERS = List.of("socket", "channel", "asynchronous", "client");

    @TempDir
    Path directory;

    private TaskFixture tasks;

    static Stream<Path> javas() throws IOException {
        return TaskFixture.javas();
    }

    @BeforeEach
    void open() throws IOException {
        tasks = new TaskFixture(directory, NetworkProgram.class, NetworkProgram.Connections.class);
    }

    @AfterEach
    void close() {
        tasks.close();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void refusesEveryKindOfCallerAtEveryKindOfListenerAlike(Path java) throws Exception {
        var caller = tasks.start(java, 4, Map.of());
        tasks.start(java, 5, Map.of());

        assertThat(answers(4, tasks.address(5))).containsOnly("nothing");
        assertThat(tasks.refusals.of(caller))
                .containsExactlyInAnyOrder(
                        "no rule lets task 4 reach task 5 on port 8081",
                        "no rule lets task 4 reach task 5 on port 8082",
                        "no rule lets task 4 reach task 5 on port 8083");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void admitsEveryKindOfCallerThatARuleLetsIn(Path java) throws Exception {
        tasks.rules.groups.add("sg-4");
        var caller = tasks.start(java, 4, Map.of());
        tasks.start(java, 5, Map.of());

        assertThat(answers(4, tasks.address(5))).containsOnly(tasks.address(4));
        assertThat(answers(5, tasks.address(4))).containsOnly("nothing");
        assertThat(tasks.refusals.of(caller)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void letsATaskReachItselfWithoutARule(Path java) throws Exception {
        tasks.start(java, 4, Map.of());

        assertThat(answers(4, "localhost")).containsOnly(tasks.address(4));
        assertThat(answers(4, tasks.address(4))).containsOnly(tasks.address(4));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void givesATaskNoAddressButItsOwn(Path java) throws Exception {
        tasks.start(java, 4, Map.of());

        for (var wanted : List.of(tasks.address(5), "127.0.0.1", "127.0.0.2", "0.0.0.0")) {
            assertThat(tasks.get(4, "/bind/" + wanted).split(" ")).containsOnly(tasks.address(4));
        }
    }

    @Test
    void keepsTheMachineItselfOutOfATasksPorts() throws Exception {
        var called = tasks.start(own(), 4, Map.of());

        for (var port : LISTENERS) {
            try (var socket = new Socket(tasks.address(4), port)) {
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(tasks.refusals.of(called)).contains("no rule lets the internet reach task 4 on port 8081");
    }

    @Test
    void followsTheRulesAsTheyChange() throws Exception {
        tasks.start(own(), 4, Map.of());
        tasks.start(own(), 5, Map.of());
        assertThat(answers(4, tasks.address(5))).containsOnly("nothing");

        tasks.rules.groups.add("sg-4");

        assertThat(answers(4, tasks.address(5))).containsOnly(tasks.address(4));
    }

    @Test
    void admitsNobodyWhenTheCloudCannotBeAsked() throws Exception {
        tasks.rules.groups.add("sg-4");
        tasks.start(own(), 4, Map.of());
        tasks.start(own(), 5, Map.of());
        var control = new Socket(tasks.address(4), 8080);
        try (control) {
            // Accepted, and so admitted, before the cloud is gone.
            control.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(control.getInputStream().read()).isEqualTo('H');
            tasks.gatekeeper.close();

            var request =
                    "GET /ask/socket/" + tasks.address(5) + "/8081 HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n";
            control.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(control.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("nothing");
        }
    }

    @Test
    void answersNobodyWhoIsNoInterface() throws IOException {
        tasks.rules.publicPorts.add(80);
        var place = tasks.gatekeeper.address().split(":");

        try (var socket = new Socket(place[0], Integer.parseInt(place[1]))) {
            socket.getOutputStream().write((tasks.address(4) + " 80\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(3)).asString().isEqualTo("no\n");
        }
    }

    private List<String> answers(int caller, String host) throws Exception {
        var answers = new ArrayList<String>();
        for (var how : CALLERS) {
            for (var port : LISTENERS) {
                answers.add(tasks.get(caller, "/ask/" + how + "/" + host + "/" + port));
            }
        }
        return answers;
    }

    private static Path own() {
        return Path.of(System.getProperty("java.home"));
    }
}
