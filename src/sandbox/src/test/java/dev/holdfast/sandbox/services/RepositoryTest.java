package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.CloudFixture.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.image.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    @TempDir
    private Path directory;

    private ImageRegistry registry;
    private Repository behaviour;

    @BeforeEach
    void open() {
        registry = new ImageRegistry(new Site(directory.resolve("sandbox")));
        behaviour = new Repository(registry);
    }

    @Test
    void staysIfItHasImages() throws IOException {
        registry.push("holdfast/api", OciImage.of(Probe.class).write(directory.resolve("image.tar"), false));

        assertThat(behaviour.describe(repository(false))).isEqualTo("1 image");
        assertThatThrownBy(() -> behaviour.delete(repository(false), SILENT))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("RepositoryNotEmptyException"))
                .hasMessageContaining("holdfast/api");
        assertThatCode(() -> behaviour.delete(repository(true), SILENT)).doesNotThrowAnyException();
    }

    @Test
    void goesIfItIsEmpty() {
        assertThat(behaviour.describe(repository(false))).isEqualTo("0 images");
        assertThatCode(() -> behaviour.delete(repository(false), SILENT)).doesNotThrowAnyException();
    }

    private static Resource repository(boolean forceDelete) {
        var properties = Map.<String, Object>of("name", "holdfast/api", "forceDelete", forceDelete);
        return new Resource(Repository.TYPE, "111122223333", "eu-central-1", "holdfast/api", properties, properties);
    }
}
