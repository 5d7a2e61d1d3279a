package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.image.EchoFunction;
import dev.holdfast.sandbox.image.EchoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFailureTest {
    @TempDir
    Path directory;

    private TestCloud cloud;

    @BeforeEach
    void open() {
        cloud = new TestCloud(directory);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void anImageForAnotherArchitectureFailsTheDeployment() throws IOException {
        var image = push(OciImage.of(EchoService.class).architecture("arm64"));

        assertThatThrownBy(() -> create(cloud.taskDefinition(image, "")))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("CannotPullContainerError: image Manifest does not contain descriptor matching"
                        + " platform 'linux/amd64'")
                .hasMessageContaining(image)
                .hasMessageContaining("linux/arm64")
                .hasMessageContaining("runtimePlatform.cpuArchitecture");
    }

    @Test
    void anImageForArmRunsWhereTheTaskDefinitionAsksForIt() throws IOException {
        var image = push(OciImage.of(EchoService.class).architecture("arm64"));

        var service = create(cloud.taskDefinition(image, "", "ARM64"));

        assertThat(cloud.describe(service)).isEqualTo("app:1: 1 of 1 tasks healthy");
    }

    @Test
    void anImageForAnotherArchitectureFailsTheFunction() throws IOException {
        var image = push(OciImage.of(EchoFunction.class).architecture("arm64"));
        function(image, List.of("x86_64"));

        assertThatThrownBy(this::invoke)
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Runtime.InvalidEntrypoint")
                .hasMessageContaining("exec format error: the image is for linux/arm64");
        function(image, List.of("arm64"));
        assertThat(invoke().text("result")).isPresent();
    }

    @Test
    void aDigestThatTheRegistryDoesNotHaveFailsTheDeployment() throws IOException {
        var image = push(OciImage.of(EchoService.class));
        var wrong = image.replaceFirst("@sha256:.*", "@sha256:" + "0".repeat(64));

        assertThatThrownBy(() -> create(cloud.taskDefinition(wrong, "")))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("CannotPullContainerError: " + wrong + ": not found")
                .hasMessageContaining(image.substring(image.indexOf('@') + 1));
    }

    @Test
    void aUserThatTheImageDoesNotKnowFailsTheDeployment() throws IOException {
        var image = push(OciImage.of(EchoService.class).user("app"));

        assertThatThrownBy(() -> create(cloud.taskDefinition(image, "")))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("unable to find user app: no matching entries in passwd file");
        assertThat(cloud.describe(create(cloud.taskDefinition(image, ",\"user\":\"1000\""))))
                .contains("1 of 1 tasks healthy");
    }

    @Test
    void runsAsTheImagesUserWhereTheSandboxIsRoot() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/setpriv")));
        // JUnit's folders are their owner's only, as a home folder may be.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var image = push(OciImage.of(EchoService.class));
        var service = create(cloud.taskDefinition(image, ""));
        var task = cloud.services.tasks(service).get(0);

        assertThat(status(task)).contains("Uid:\t10001\t10001\t10001\t10001", "Gid:\t10001\t10001\t10001\t10001");
        var folder = directory.resolve("cloud/tasks").resolve(task.id());
        assertThat(Files.getAttribute(folder.resolve("tmp"), "unix:uid")).isEqualTo(10001);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx--x---");
    }

    @Test
    void runsAsTheSandboxsUserWhereTheImagesCouldNotGetToItsFiles() throws Exception {
        var image = push(OciImage.of(EchoService.class));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        var service = create(cloud.taskDefinition(image, ""));
        var task = cloud.services.tasks(service).get(0);

        var own = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .orElseThrow();
        assertThat(status(task)).contains(own);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        directory.resolve("cloud/tasks").resolve(task.id()))))
                .isEqualTo("rwx------");
    }

    private static List<String> status(Task task) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + task.pids().get(0) + "/status"));
    }

    private String push(OciImage image) throws IOException {
        var archive = image.write(directory.resolve("image.tar"), false);
        return TestCloud.REGISTRY + "app@" + cloud.registry.push("app", archive);
    }

    private Resource create(Resource definition) {
        return cloud.create(Service.TYPE, "app", TestCloud.service(definition, 1, false));
    }

    private void function(String image, List<String> architectures) {
        cloud.create(
                Function.TYPE,
                "migrations",
                Map.of(
                        "name",
                        "migrations",
                        "imageUri",
                        image,
                        "role",
                        "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/migrations",
                        "timeout",
                        10,
                        "memorySize",
                        512,
                        "architectures",
                        architectures,
                        "imageConfig",
                        Map.of("commands", List.of("echo"))));
    }

    private Resource invoke() {
        return cloud.create(Invocation.TYPE, "run", Map.of("functionName", "migrations", "input", "{}"));
    }
}
