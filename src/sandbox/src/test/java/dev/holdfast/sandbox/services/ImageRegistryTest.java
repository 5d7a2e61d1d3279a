package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.image.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRegistryTest {
    private static final String NONE = "sha256:" + "0".repeat(64);

    @TempDir
    Path directory;

    private Path archive;
    private ImageRegistry registry;

    @BeforeEach
    void open() {
        archive = directory.resolve("image.tar");
        registry = new ImageRegistry(new Site(directory.resolve("sandbox")));
    }

    @Test
    void runsWhatWasPushedByItsDigest() throws IOException {
        var digest = registry.push("holdfast/api", OciImage.of(Probe.class).write(archive, false));

        var image = registry.resolve(TestCloud.REGISTRY + "holdfast/api@" + digest);

        assertThat(image.entrypoint())
                .containsExactly("java", "-cp", "@/app/jib-classpath-file", Probe.class.getName());
        assertThat(image.workingDirectory()).isEqualTo("/app");
        assertThat(image.user()).isEqualTo("10001:10001");
        assertThat(image.environment()).containsEntry("FROM_IMAGE", "yes");
        assertThat(image.root().resolve("app/jib-classpath-file")).hasContent("/app/resources:/app/classes");
    }

    @Test
    void givesTheSameDigestForTheSameImage() throws IOException {
        var digest = registry.push("holdfast/api", OciImage.of(Probe.class).write(archive, false));

        assertThat(registry.push("holdfast/api", archive)).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"conf", "garbage"})
    void unpacksAnImageAgainThatWasDamaged(String content) throws IOException {
        var digest = registry.push("holdfast/api", OciImage.of(Probe.class).write(archive, false));
        var image = directory.resolve("sandbox/cloud/images/sha256").resolve(digest.substring(7));
        Files.writeString(image.resolve("config.json"), content);

        registry.push("holdfast/api", archive);

        assertThat(registry.resolve(TestCloud.REGISTRY + "holdfast/api@" + digest)
                        .user())
                .isEqualTo("10001:10001");
    }

    @Test
    void refusesALayerWhoseDigestIsWrongAndKeepsNothing() throws IOException {
        OciImage.of(Probe.class).write(archive, true);

        assertThatThrownBy(() -> registry.push("holdfast/api", archive))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("is damaged: sha256:");
        assertThat(directory.resolve("sandbox/cloud/images/sha256")).doesNotExist();
    }

    @Test
    void refusesALayerThatWritesOutsideOfItsRoot() throws IOException {
        OciImage.of(Probe.class).file("../../escaped", "").write(archive, false);

        assertThatThrownBy(() -> registry.push("holdfast/api", archive))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("outside of its root");
    }

    @Test
    void refusesAFileThatIsNoImage() throws IOException {
        Files.writeString(archive, "no image");

        assertThatThrownBy(() -> registry.push("holdfast/api", archive)).isInstanceOf(AwsException.class);
    }

    @Test
    void saysWhichDigestsItHasWhenAnotherIsAskedFor() throws IOException {
        var digest = registry.push("holdfast/api", OciImage.of(Probe.class).write(archive, false));

        assertThatThrownBy(() -> registry.resolve(TestCloud.REGISTRY + "holdfast/api@" + NONE))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("not found")
                .hasMessageContaining(digest);
    }

    @Test
    void keepsRepositoriesApart() throws IOException {
        var digest = registry.push("holdfast/api", OciImage.of(Probe.class).write(archive, false));

        assertThatThrownBy(() -> registry.resolve(TestCloud.REGISTRY + "holdfast/migrations@" + digest))
                .hasMessageContaining("has of holdfast/migrations: nothing");
    }

    @Test
    void refusesATag() {
        assertThatThrownBy(() -> registry.resolve(TestCloud.REGISTRY + "holdfast/api:latest"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("@sha256:");
    }
}
