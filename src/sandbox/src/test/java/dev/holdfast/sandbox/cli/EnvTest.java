package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvTest {
    @TempDir
    private Path directory;

    private Path root;

    @BeforeEach
    void aCloneWithAFakePulumi() throws IOException {
        root = directory.resolve("it's a clone");
        Script.write(root.resolve("tools/pulumi/install"), "dirname \"$0\"");
        Script.write(
                root.resolve("tools/pulumi/pulumi"),
                "echo \"$1 ${PULUMI_STACK-none}\"; cat \"$PULUMI_OPTION_CWD/Pulumi.yaml\"");
        Files.writeString(root.resolve("sandbox.yaml"), """
                default: dev
                region: eu-central-1
                env: {addresses: ADDRESSES, authority: AUTHORITY}
                projects:
                  base: {directory: base, stacks: [management], folderVariable: BASE}
                  system: {directory: ., stacks: [dev], after: base}
                """);
        Files.createDirectory(root.resolve("base"));
        Files.writeString(root.resolve("base/Pulumi.yaml"), "name: the-base\n");
        Files.writeString(root.resolve("Pulumi.yaml"), "name: the-system\n");
    }

    @Test
    void evaluatedItMakesPulumiWorkFromAnywhere() throws Exception {
        assertThat(evaluated("pulumi hello", "env").out())
                .startsWith("hello none\n")
                .contains("name: the-system");
    }

    @Test
    void workOnAnyProject() throws Exception {
        assertThat(evaluated("pulumi hello", "env", "base").out()).contains("name: the-base");
    }

    @Test
    void tellsOtherCommandsOfTheCopiesThatSandboxYamlHasAVariableFor() throws Exception {
        var out = evaluated("cat \"$BASE/Pulumi.yaml\"; echo \"${SYSTEM-none}\"", "env")
                .out();

        assertThat(out).contains("name: the-base").endsWith("none\n");
    }

    @Test
    void tellsOtherCommandsWhomTheDomainsOfTheCloudAreSignedBy() throws Exception {
        assertThat(evaluated("echo \"$AUTHORITY\"", "env").out()).isEqualTo(root.resolve(".sandbox/ca.pem") + "\n");
    }

    @Test
    void saysNothingOfTheAddressesOfACloudThatDoesNotRun() {
        assertThat(run("env").out()).doesNotContain("ADDRESSES");
    }

    @Test
    void keepsPulumisStateAndSettingsInTheSandbox() throws Exception {
        var out = evaluated("echo \"$PULUMI_BACKEND_URL $PULUMI_HOME $PULUMI_CONFIG_PASSPHRASE_FILE\"", "env")
                .out();

        assertThat(out)
                .isEqualTo("file://%1$s/state %1$s/pulumi-home %1$s/passphrase\n".formatted(root.resolve(".sandbox")));
    }

    @Test
    void nothingOfThePersonsOwnPulumiAndAwsSettingsIsLeft() throws Exception {
        var out = evaluated(
                        "echo \"${PULUMI_CONFIG_PASSPHRASE-none} ${AWS_PROFILE-none} $AWS_ACCESS_KEY_ID $AWS_REGION\"",
                        "env")
                .out();

        assertThat(out).isEqualTo("none none sandbox eu-central-1\n");
    }

    @Test
    void thePassphraseIsItsOwnersAndStaysTheSame() throws Exception {
        run("env");
        var passphrase = root.resolve(".sandbox/passphrase");
        var first = Files.readString(passphrase);

        run("env");

        assertThat(passphrase).hasContent(first);
        assertThat(first).hasSizeGreaterThan(40);
        assertThat(Files.getPosixFilePermissions(passphrase)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void thePassphraseIsNotPrinted() throws Exception {
        var printed = run("env").out();

        assertThat(printed).doesNotContain(Files.readString(root.resolve(".sandbox/passphrase")));
    }

    @Test
    void anUnknownProjectPrintsNothingToEvaluate() {
        var terminal = run("env", "web");

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("'web'", "base, system");
    }

    private Captured run(String... arguments) {
        var terminal = new Captured();
        Sandbox.commandLine(terminal.terminal(), root).execute(arguments);
        return terminal;
    }

    private Script.Result evaluated(String command, String... arguments) throws Exception {
        var before = Map.of(
                "PATH", "/usr/bin:/bin",
                "PULUMI_CONFIG_PASSPHRASE", "own",
                "PULUMI_STACK", "own",
                "AWS_PROFILE", "own");
        return Script.run(Path.of("/"), before, "bash", "-c", run(arguments).out() + "\n" + command);
    }
}
