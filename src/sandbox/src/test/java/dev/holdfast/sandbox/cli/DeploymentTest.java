package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of up and preview, with a fake Pulumi and a fake cloud. */
class DeploymentTest {
    private static final String DIGEST = "sha256:" + "b".repeat(64);
    /** Remembers its arguments; says of a stack whose file `broken` is there that it fails, and of the base what changed. */
    private static final String PULUMI = """
            echo "$(basename "$PULUMI_OPTION_CWD") $*" >>"$(dirname "$0")/calls"
            state=${PULUMI_BACKEND_URL#file://}/.pulumi/stacks
            stack=${!#}
            [ ! -e "$(dirname "$0")/broken-$stack" ] || exit 255
            name=$(sed -n 's/^name: //p' "$PULUMI_OPTION_CWD/Pulumi.yaml")
            outputs='{}'
            [ "$1" != up ] || outputs='{"url": "http://localhost:8001"}'
            case $1 in
              up | stack)
                mkdir -p "$state/$name"
                echo '{"checkpoint": {"latest": {"resources": [{"type": "pulumi:pulumi:Stack", "outputs": '"$outputs"'}]}}}' \\
                  >"$state/$name/$stack.json" ;;
            esac
            [ ! -e "$(dirname "$0")/changed-$stack" ] || { echo 'Updating:'; echo ' +  aws:ec2:Vpc network creating (0s)'; }
            """;

    @TempDir
    private Path root;

    private Path tools;
    private HttpServer cloud;
    private String pushed = "";
    private final Captured terminal = new Captured();

    @BeforeEach
    void aCloneAndARunningCloud() throws IOException {
        tools = root.resolve("tools/pulumi");
        Script.write(tools.resolve("install"), "dirname \"$0\"");
        Script.write(tools.resolve("pulumi"), PULUMI);
        Files.writeString(root.resolve("sandbox.yaml"), """
                default: dev
                region: eu-central-1
                projects:
                  base: {directory: base, stacks: [management]}
                  system:
                    directory: .
                    stacks: [dev, prod]
                    after: base
                    path: /hello
                    images:
                      acme/api: {archive: api.tar, digest: "acme:apiDigest"}
                """);
        Files.createDirectory(root.resolve("base"));
        Files.writeString(root.resolve("base/Pulumi.yaml"), "name: the-base\n");
        Files.writeString(root.resolve("Pulumi.yaml"), "name: the-system\n");
        Files.writeString(root.resolve("api.tar"), "");

        cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloud.createContext("/images", exchange -> {
            pushed = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answer = ("{\"digest\": \"" + DIGEST + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        cloud.start();
        var address = new Workspace(root).site().address();
        Files.createDirectories(address.getParent());
        Files.writeString(
                address,
                "{\"pid\":%d,\"control\":%d,\"plugins\":1}"
                        .formatted(
                                ProcessHandle.current().pid(),
                                cloud.getAddress().getPort()));
    }

    @AfterEach
    void stopped() {
        cloud.stop(0);
    }

    @Test
    void appliesWhatTheStackIsBuiltOnBeforeIt() throws Exception {
        up("dev");

        assertThat(calls())
                .containsExactly(
                        "base stack init management",
                        "base up --yes --skip-preview --suppress-progress --stack management",
                        "system stack init dev",
                        "system up --yes --skip-preview --suppress-progress --stack dev");
    }

    @Test
    void appliesAStackThatIsBuiltOnNothingAlone() throws Exception {
        up("management");

        assertThat(calls())
                .containsExactly(
                        "base stack init management",
                        "base up --yes --skip-preview --suppress-progress --stack management");
    }

    @Test
    void stopsWhereTheBaseCannotBeApplied() throws Exception {
        applied("management");
        Files.writeString(tools.resolve("broken-management"), "");

        assertThatThrownBy(() -> up("dev")).isInstanceOf(Failure.class).hasMessageContaining("management");

        assertThat(calls()).containsExactly("base up --yes --skip-preview --suppress-progress --stack management");
    }

    @Test
    void saysInOneLineThatTheBaseHasNoChanges() throws Exception {
        applied("management");

        up("dev");

        assertThat(terminal.out()).contains("✓ base has no changes").doesNotContain("applies management");
    }

    @Test
    void showsWhatChangesInTheBase() throws Exception {
        applied("management");
        Files.writeString(tools.resolve("changed-management"), "");

        up("dev");

        assertThat(terminal.out()).contains("Updating:\n +  aws:ec2:Vpc network creating (0s)\n", "✓ base updated");
    }

    @Test
    void givesTheProgramTheDigestsOfThePushedImages() throws Exception {
        up("dev");

        assertThat(pushed).contains("\"acme/api\"", root.resolve("api.tar").toString());
        assertThat(root.resolve(".sandbox/projects/system/Pulumi.dev.yaml"))
                .content()
                .contains("acme:apiDigest: " + DIGEST);
    }

    @Test
    void namesTheBuildCommandWhereAnImageIsMissing() throws IOException {
        Files.delete(root.resolve("api.tar"));

        assertThatThrownBy(() -> up("dev"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("api.tar")
                .hasMessageContaining("./mvnw package");
    }

    @Test
    void endsWithWhatToTry() throws Exception {
        up("dev");

        assertThat(terminal.out()).contains("dev is up after", "curl http://localhost:8001/hello\n");
    }

    @Test
    void freesAStackFromTheLockOfADeadRun() throws Exception {
        applied("management");
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        lock(dead.pid());

        up("management");

        assertThat(calls()).startsWith("base cancel --yes --stack management");
    }

    @Test
    void doesNotBreakTheLockOfARunningPulumi() throws Exception {
        applied("management");
        lock(ProcessHandle.current().pid());

        assertThatThrownBy(() -> up("management")).hasMessageContaining("locked by a running pulumi");
    }

    @Test
    void aPreviewAppliesNothing() throws Exception {
        applied("management");

        deployment().preview(Projects.read(root).target("prod"));

        assertThat(calls()).containsExactly("system stack init prod", "system preview --stack prod");
    }

    @Test
    void aPreviewAppliesTheBaseIfItNeverWasAndSaysSo() throws Exception {
        deployment().preview(Projects.read(root).target("prod"));

        assertThat(terminal.out()).contains("prod builds on management, which was never applied here");
        assertThat(calls())
                .contains("base up --yes --skip-preview --suppress-progress --stack management")
                .endsWith("system preview --stack prod");
    }

    private void up(String stack) throws Exception {
        deployment().up(Projects.read(root).target(stack));
    }

    private Deployment deployment() {
        var workspace = new Workspace(root);
        var process = CloudProcess.of(workspace.site(), List.of("false"));
        return new Deployment(workspace, Projects.read(root), terminal.terminal(), process);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(tools.resolve("calls"));
    }

    private void applied(String stack) throws IOException {
        var file = root.resolve(".sandbox/state/.pulumi/stacks/the-base").resolve(stack + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"checkpoint": {"latest": {"resources": [{"type": "pulumi:pulumi:Stack", "outputs": {"a": "b"}}]}}}""");
    }

    private void lock(long pid) throws IOException {
        var file = root.resolve(".sandbox/state/.pulumi/locks/organization/the-base/management/1.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"pid\": " + pid + "}");
    }
}
