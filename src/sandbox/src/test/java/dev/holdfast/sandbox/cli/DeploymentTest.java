package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
    /**
     * Remembers its arguments. Of a stack whose file {@code events-<stack>} is there, these are the engine's events; one
     * whose file {@code broken-<stack>} is there fails.
     */
    private static final String PULUMI = """
            echo "$(basename "$PULUMI_OPTION_CWD") $*" | sed 's/ --event-log.*//' >>"$(dirname "$0")/calls"
            command=$1
            for argument in "$@"; do
              [ "${before-}" != --event-log ] || events=$argument
              [ "${before-}" != --stack ] && [ "${before-}" != init ] || stack=$argument
              before=$argument
            done
            [ ! -e "$(dirname "$0")/events-$stack" ] || cp "$(dirname "$0")/events-$stack" "$events"
            [ ! -e "$(dirname "$0")/broken-$stack" ] || { echo 'error: no such backend'; exit 255; }
            state=${PULUMI_BACKEND_URL#file://}/.pulumi/stacks
            name=$(sed -n 's/^name: //p' "$PULUMI_OPTION_CWD/Pulumi.yaml")
            outputs='{}'
            [ "$command" != up ] || outputs='{"url": "http://localhost:8001"}'
            case $command in
              up | stack)
                mkdir -p "$state/$name"
                echo '{"checkpoint": {"latest": {"resources": [{"type": "pulumi:pulumi:Stack", "outputs": '"$outputs"'}]}}}' \\
                  >"$state/$name/$stack.json" ;;
            esac
            """;

    @TempDir
    private Path root;

    private Path tools;
    private HttpServer cloud;
    private String pushed = "";
    private String unclaimed = "";
    private volatile String status = "{}";
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
        cloud.createContext("/unclaimed", exchange -> {
            unclaimed = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        cloud.createContext("/status", exchange -> {
            var answer = status.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        cloud.start();
        var address = new Workspace(root).site().address();
        Files.createDirectories(address.getParent());
        Files.writeString(new Workspace(root).passphrase(), "any");
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
    void judgesByThePolicyPackWhatItPreviewsAndApplies() throws Exception {
        Files.writeString(
                root.resolve("sandbox.yaml"),
                Files.readString(root.resolve("sandbox.yaml")).replace("projects:", "policyPack: rules\nprojects:"));

        up("dev");
        Files.deleteIfExists(root.resolve(".sandbox/up.lock"));
        deployment().preview(Projects.read(root).target("prod"));

        assertThat(calls())
                .filteredOn(call -> call.contains(" up ") || call.contains(" preview "))
                .hasSize(3)
                .allSatisfy(call -> assertThat(call).contains("--policy-pack " + root.resolve("rules")));
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
    void doesNotApplyTheBaseAgainWhereItsLastUpdateStands() throws Exception {
        up("dev");
        up("dev");

        assertThat(calls()).filteredOn(call -> call.startsWith("base up")).hasSize(1);
        assertThat(calls()).filteredOn(call -> call.startsWith("system up")).hasSize(2);
        assertThat(terminal.out()).contains("management: as its last update left it");
    }

    @Test
    void appliesTheBaseAgainOnceItsConfigurationItsProgramOrItsStateIsAnotherOne() throws Exception {
        up("dev");
        Files.writeString(root.resolve("base/Pulumi.management.yaml"), "config:\n  the-base:zones: c\n");
        up("dev");
        Files.createDirectories(root.resolve("base/target"));
        Files.writeString(root.resolve("base/target/base.jar"), "another program");
        up("dev");
        var state = root.resolve(".sandbox/state/.pulumi/stacks/the-base/management.json");
        Files.writeString(state, Files.readString(state).replace("8001", "8002"));
        up("dev");

        assertThat(calls()).filteredOn(call -> call.startsWith("base up")).hasSize(4);
    }

    @Test
    void appliesAStackThatAPersonNamesEachTime() throws Exception {
        up("management");
        up("management");

        assertThat(calls()).filteredOn(call -> call.startsWith("base up")).hasSize(2);
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
        events("management", event("resOutputsEvent", "same", "pulumi:pulumi:Stack", "base"));

        up("dev");

        assertThat(terminal.out()).containsPattern("✓ management: no changes, 1 unchanged +\\d");
    }

    @Test
    void showsWhatChangesInTheBase() throws Exception {
        applied("management");
        events("management", event("resOutputsEvent", "create", "aws:ec2/vpc:Vpc", "network"));

        up("dev");

        assertThat(terminal.out()).containsPattern("✓ management: \\+ 1 created +\\d.*\n +\\+ +network +aws:ec2:Vpc\n");
    }

    @Test
    void tellsTheWholeReasonWhereTheLogIsAndWhatToTypeWhenAnUpdateFails() throws Exception {
        applied("the-system", "dev");
        Files.writeString(tools.resolve("broken-dev"), "");
        events(
                "dev",
                event("resOpFailedEvent", "create", "aws:rds/instance:Instance", "database"),
                "{\"diagnosticEvent\": {\"urn\": \"urn:pulumi:dev::the-system::aws:rds/instance:Instance::database\","
                        + " \"severity\": \"error\", \"message\": \"no room\\nfor it\\n\"}}",
                "{\"diagnosticEvent\": {\"severity\": \"error\", \"message\": \"update failed\\n\"}}");

        assertThatThrownBy(() -> up("dev")).isInstanceOf(Failure.class).hasMessage("""
                        dev could not be applied: database (aws:rds:Instance) failed

                          database (aws:rds:Instance)
                            no room
                            for it

                        Mend that and run ./sandbox up dev again: it goes on where it stopped.
                        All that Pulumi said is in %s""".formatted(
                        root.resolve(".sandbox/pulumi/dev.log")));
        assertThat(terminal.out()).contains("✗ dev: no changes, 1 failed");
    }

    @Test
    void showsWhatPulumiSaidWhereItFailedBeforeItsEngineRan() throws Exception {
        Files.writeString(tools.resolve("broken-dev"), "");

        applied("the-system", "dev");

        assertThatThrownBy(() -> up("dev"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("dev could not be applied")
                .hasMessageContaining("error: no such backend");
    }

    @Test
    void showsPulumisOwnOutputWhereThatIsAskedFor() throws Exception {
        applied("management");

        deployment(true).up(Projects.read(root).target("management"));

        assertThat(calls())
                .containsExactly(
                        "base up --yes --skip-preview --suppress-progress --stack management --non-interactive");
        assertThat(root.resolve(".sandbox/pulumi/management.log")).doesNotExist();
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
    void failsWhereAnotherProgramHasTakenAPortOfTheStack() {
        status = """
                {"resources": [
                  {"type": "aws:lb/listener:Listener", "name": "http", "stack": "dev", "problem": "port 8001 is taken"},
                  {"type": "aws:lb/listener:Listener", "name": "other", "stack": "prod", "problem": "port 8002 is taken"}]}""";

        assertThatThrownBy(() -> up("dev"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("dev is applied, but not all of it works")
                .hasMessageContaining("http: port 8001 is taken")
                .hasMessageNotContaining("8002");
        assertThat(terminal.out()).doesNotContain("dev is up");
    }

    @Test
    void waitsUntilServicesHaveComeBack() throws Exception {
        status = """
                {"resources": [{"type": "aws:ecs/service:Service", "name": "api", "stack": "dev", "problem": "0 of 1"}]}""";
        var up = new Thread(() -> {
            try {
                up("dev");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        up.start();
        await().until(() -> terminal.out().contains("✓ dev: "));
        assertThat(terminal.out()).doesNotContain("dev is up");
        status = "{}";
        up.join();

        assertThat(terminal.out()).contains("dev is up");
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
        var program = Files.copy(Path.of("/bin/sleep"), tools.resolve("pulumi-running"));
        var running = new ProcessBuilder(program.toString(), "600").start();
        try {
            lock(running.pid());

            assertThatThrownBy(() -> up("management")).hasMessageContaining("locked by a running pulumi");
        } finally {
            running.destroy();
        }
    }

    @Test
    void freesAStackFromALockWhoseNumberCameToAnotherProgram() throws Exception {
        applied("management");
        lock(ProcessHandle.current().pid());

        up("management");

        assertThat(calls()).startsWith("base cancel --yes --stack management");
    }

    @Test
    void takesAwayALockWhoseWriterDiedWhileItWrote() throws Exception {
        applied("management");
        Files.writeString(lock(1), "");

        up("management");

        assertThat(root.resolve(".sandbox/state/.pulumi/locks/organization/the-base/management"))
                .isEmptyDirectory();
    }

    @Test
    void takesTheCheckpointBeforeWherePulumiDiedBetweenTwo() throws Exception {
        applied("management");
        var stacks = root.resolve(".sandbox/state/.pulumi/stacks/the-base");
        Files.move(stacks.resolve("management.json"), stacks.resolve("management.json.bak"));

        up("management");

        assertThat(calls()).noneMatch(call -> call.contains("stack init"));
        assertThat(terminal.out()).contains("management.json was missing");
    }

    @Test
    void tellsTheCloudWhatAKilledUpdateWasAtAndRefreshesBeforeTheNext() throws Exception {
        applied("management");
        Files.writeString(root.resolve(".sandbox/state/.pulumi/stacks/the-base/management.json"), """
                {"checkpoint": {"latest": {
                  "resources": [{"urn": "urn:x::logs", "id": "old", "type": "aws:cloudwatch/logGroup:LogGroup"}],
                  "pending_operations": [{"type": "creating", "resource": {"urn": "urn:x::logs"}}]}}}""");

        up("management");

        assertThat(unclaimed).isEqualTo("{\"urns\":{\"urn:x::logs\":[\"old\"]}}");
        assertThat(calls())
                .containsExactly(
                        "base refresh --yes --skip-preview --clear-pending-creates --suppress-progress --stack management",
                        "base up --yes --skip-preview --suppress-progress --stack management");
    }

    @Test
    void waitsForTheUpdateThatAKilledCommandLeft() throws Exception {
        applied("management");
        var program = Files.copy(Path.of("/bin/sleep"), tools.resolve("pulumi-running"));
        var left = new ProcessBuilder(program.toString(), "600").start();
        Files.writeString(root.resolve(".sandbox/pulumi.pid"), left.pid() + "\n");
        lock(left.pid());
        var up = new Thread(() -> {
            try {
                up("management");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        up.start();
        await().until(() -> terminal.out().contains("cloud is running"));
        assertThat(tools.resolve("calls")).doesNotExist();
        left.destroy();
        up.join();

        assertThat(terminal.out()).contains("an update that a killed command left has ended");
        assertThat(calls()).endsWith("base up --yes --skip-preview --suppress-progress --stack management");
    }

    @Test
    void namesADamagedCheckpointAndWhatCanBeDone() throws Exception {
        applied("management");
        var file = root.resolve(".sandbox/state/.pulumi/stacks/the-base/management.json");
        Files.writeString(file, "{\"checkpoint\": {\"lat");

        assertThatThrownBy(() -> up("management"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file + " is damaged")
                .hasMessageContaining("./sandbox reset");
        assertThat(file).hasContent("{\"checkpoint\": {\"lat");
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
        // A command's lock ends with its process.
        Files.deleteIfExists(root.resolve(".sandbox/up.lock"));
        deployment().up(Projects.read(root).target(stack));
    }

    private Deployment deployment() {
        return deployment(false);
    }

    private Deployment deployment(boolean verbose) {
        var workspace = new Workspace(root);
        var process = CloudProcess.of(workspace.site(), List.of("false"));
        return new Deployment(workspace, Projects.read(root), terminal.terminal(), process, verbose, true);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(tools.resolve("calls"));
    }

    private void applied(String stack) throws IOException {
        applied("the-base", stack);
    }

    private void applied(String project, String stack) throws IOException {
        var file =
                root.resolve(".sandbox/state/.pulumi/stacks").resolve(project).resolve(stack + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"checkpoint": {"latest": {"resources": [{"type": "pulumi:pulumi:Stack", "outputs": {"a": "b"}}]}}}""");
    }

    private void events(String stack, String... events) throws IOException {
        Files.writeString(tools.resolve("events-" + stack), String.join("\n", events) + "\n");
    }

    private static String event(String kind, String operation, String type, String name) {
        return "{\"%s\": {\"metadata\": {\"op\": \"%s\", \"urn\": \"urn:pulumi:x::y::%s::%s\", \"type\": \"%s\", \"new\": {\"custom\": %b}}}}"
                .formatted(kind, operation, type, name, type, type.startsWith("aws"));
    }

    private Path lock(long pid) throws IOException {
        var file = root.resolve(".sandbox/state/.pulumi/locks/organization/the-base/management/1.json");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "{\"pid\": " + pid + "}");
    }
}
