package dev.holdfast.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone with a fake Pulumi CLI. */
class ThisMachineTest {
    @TempDir
    private Path root;

    @BeforeEach
    void aCloneThatIsBuilt() throws IOException {
        write("tools/pulumi/cli/go.mod", "require github.com/pulumi/pulumi/pkg/v3 v3.250.0\n");
        write("program.jar", "");
        pulumi("v3.250.0", "echo '{\"url\": \"s3://state\"}'", "[]");
    }

    @Test
    void isContentWithTheVersionThatIsPinned() {
        assertThat(finding("Pulumi CLI")).isEqualTo(Finding.fine("Pulumi CLI", "3.250.0"));
    }

    @Test
    void comparesVersionsByTheirNumbers() throws IOException {
        pulumi("v3.1000.0", "exit 1", "[]");

        assertThat(finding("Pulumi CLI").verdict()).isEqualTo(Verdict.FINE);
    }

    @Test
    void blocksAnOlderCli() throws IOException {
        pulumi("v3.99.0", "exit 1", "[]");

        var finding = finding("Pulumi CLI");

        assertThat(finding.verdict()).isEqualTo(Verdict.BLOCKS);
        assertThat(finding.text()).isEqualTo("3.99.0 is older than 3.250.0, with which this is tested");
        assertThat(finding.next()).contains("tools/pulumi/install");
    }

    @Test
    void blocksAMachineWithoutTheCliAndAsksItForNothing() throws IOException {
        Files.delete(root.resolve("bin/pulumi"));

        assertThat(finding("Pulumi CLI").verdict()).isEqualTo(Verdict.BLOCKS);
        assertThat(finding("State").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding("AWS plugin").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void isContentWithABucket() {
        assertThat(finding("State")).isEqualTo(Finding.fine("State", "s3://state"));
    }

    @Test
    void tellsNothingSecretOfABackend() throws IOException {
        pulumi("v3.250.0", "echo '{\"url\": \"postgres://pulumi:hunter2@db/state?sslpassword=hunter3\"}'", "[]");

        assertThat(finding("State").text()).isEqualTo("postgres://db/state");
    }

    @Test
    void tellsNothingSecretOfABackendThatDoesNotAnswer() throws IOException {
        pulumi(
                "v3.250.0",
                "echo 'error: unable to open postgres://pulumi:hunter2@db/state?x=hunter3: no' >&2; exit 1",
                "[]");

        var finding = finding("State");

        assertThat(finding.verdict()).isEqualTo(Verdict.BLOCKS);
        assertThat(finding.text())
                .contains("unable to open postgres://db/state: no")
                .doesNotContain("hunter");
    }

    @Test
    void blocksACliThatIsLoggedInNowhere() throws IOException {
        pulumi("v3.250.0", "echo 'error: PULUMI_ACCESS_TOKEN must be set' >&2; exit 3", "[]");

        var finding = finding("State");

        assertThat(finding.verdict()).isEqualTo(Verdict.BLOCKS);
        assertThat(finding.next()).contains("pulumi login s3://");
    }

    @Test
    void warnsOfAStateOnThisMachineOnly() throws IOException {
        pulumi("v3.250.0", "echo '{\"url\": \"file:///home/ada\"}'", "[]");

        assertThat(finding("State").verdict()).isEqualTo(Verdict.ADVICE);
    }

    @Test
    void saysThatThePluginWillBeDownloaded() throws IOException {
        pulumi("v3.250.0", "exit 1", "[{\"name\": \"aws\", \"version\": \"1.0.0\"}]");

        var finding = finding("AWS plugin");

        assertThat(finding.verdict()).isEqualTo(Verdict.ADVICE);
        assertThat(finding.next()).startsWith("pulumi plugin install resource aws v");
    }

    @Test
    void isContentWithThePluginOfTheSdksVersion() throws IOException {
        var wanted = finding("AWS plugin").text().split(" ")[0];
        pulumi("v3.250.0", "exit 1", "[{\"name\": \"aws\", \"version\": \"" + wanted + "\"}]");

        assertThat(finding("AWS plugin").verdict()).isEqualTo(Verdict.FINE);
    }

    @Test
    void blocksAProgramThatIsNotBuilt() throws IOException {
        Files.delete(root.resolve("program.jar"));

        assertThat(finding("Program").next()).isEqualTo("./mvnw package -DskipTests");
    }

    private Finding finding(String subject) {
        var machine = new ThisMachine(root, Map.of("PATH", root.resolve("bin") + ":/usr/bin:/bin"));
        return machine.questions("program.jar").stream()
                .filter(question -> question.subject().equals(subject))
                .flatMap(question -> question.ask().stream())
                .findFirst()
                .orElseThrow();
    }

    private void pulumi(String version, String whoami, String plugins) throws IOException {
        write("bin/pulumi", """
                #!/bin/bash
                case $1 in
                  version) echo %s ;;
                  whoami) %s ;;
                  plugin) echo '%s' ;;
                esac
                """.formatted(version, whoami, plugins));
        Files.setPosixFilePermissions(root.resolve("bin/pulumi"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
