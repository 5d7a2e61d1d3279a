package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed: what is not understood, and help. */
class SandboxTest {
    @TempDir
    private Path root;

    private final Captured terminal = new Captured();

    @BeforeEach
    void aClone() throws IOException {
        Files.writeString(root.resolve("sandbox.yaml"), """
                default: dev
                region: eu-central-1
                projects:
                  workload: {directory: ., stacks: [dev, prod, review-*]}
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            upp                | unknown command 'upp'; did you mean up?                       | ./sandbox --help
            nonsense           | unknown command 'nonsense'                                    | ./sandbox --help
            up --verbos        | unknown option --verbos; did you mean --verbose?              | ./sandbox up --help
            status --nonsense  | unknown option --nonsense                                     | ./sandbox status --help
            up dev prod        | 'prod' is one argument too many                               | ./sandbox up --help
            logs               | Missing parameter: '<service>'                                | ./sandbox logs --help
            help upp           | unknown command 'upp'; did you mean up?                       | ./sandbox --help
            """)
    void saysInOneMessageWhatIsNotUnderstood(String line, String message, String help) {
        assertThat(run(line)).isEqualTo(2);

        assertThat(terminal.err()).isEqualTo("\n  " + message + "\n  " + help + " tells what there is\n");
        assertThat(terminal.out()).isEmpty();
        assertThat(root.resolve(".sandbox")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up prood", "preview prood"})
    void namesTheStacksThatThereAreAndTheNearest(String line) {
        assertThat(run(line)).isEqualTo(1);

        assertThat(terminal.err())
                .contains("there is no stack 'prood': allowed are dev, prod, review-<name>", "did you mean prod?");
        assertThat(root.resolve(".sandbox")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "preview", "status", "logs", "env", "console", "down", "reset", "help"})
    void eachCommandHasHelpWithItsExitCodes(String command) {
        assertThat(run(command + " --help")).isZero();

        assertThat(terminal.out()).contains("Usage: ./sandbox " + command, "Exit codes:", "130");
    }

    @Test
    void helpOfACommandIsTheSameEitherWay() {
        run("help up");
        var asked = terminal.out();

        run("up -h");

        assertThat(terminal.out()).isEqualTo(asked + asked);
    }

    @Test
    void writesAStackTraceToAFileAndNotToAPerson() throws IOException {
        Files.createDirectories(root.resolve(".sandbox/cloud/address.json"));
        Files.createDirectories(root.resolve(".sandbox/state/.pulumi/stacks/holdfast/dev.json"));

        assertThat(run("status")).isEqualTo(1);

        assertThat(terminal.out() + terminal.err()).contains("dev.json").doesNotContain("\tat ");
    }

    @Test
    void saysWhatThereIsWhileTheCloudDoesNotRun() throws IOException {
        var stacks = Files.createDirectories(root.resolve(".sandbox/state/.pulumi/stacks/holdfast"));
        Files.writeString(stacks.resolve("dev.json"), """
                {"checkpoint": {"latest": {"resources": [{"type": "pulumi:pulumi:Stack", "outputs": {"url": "http://x"}}]}}}""");

        assertThat(run("status")).isZero();

        assertThat(terminal.out())
                .contains("the cloud does not run; ./sandbox up <stack> starts it again")
                .containsPattern("dev +1 resources, http://x");
    }

    @Test
    void saysThatThereIsNothingYet() {
        assertThat(run("status")).isZero();

        assertThat(terminal.out()).contains("holds nothing yet; ./sandbox up");
        assertThat(root.resolve(".sandbox")).doesNotExist();
    }

    @Test
    void tellsProgramsThatTheCloudDoesNotRun() {
        assertThat(run("status --json")).isZero();

        assertThat(terminal.out()).isEqualToIgnoringWhitespace("{\"running\": false}");
    }

    private int run(String line) {
        return Sandbox.commandLine(terminal.terminal(), root).execute(line.split(" "));
    }
}
