package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {
    private static final String VPC = "aws:ec2/vpc:Vpc";

    @TempDir
    private Path directory;

    @Test
    void areThereAgainAfterARestart() {
        var resources = new Resources(directory);
        resources.put(vpc("vpc-1", Map.of("cidrBlock", "10.0.0.0/16")));
        resources.put(vpc("vpc-1", Map.of("cidrBlock", "10.1.0.0/16")));
        resources.put(vpc("vpc-2", Map.of()));
        resources.remove(vpc("vpc-2", Map.of()));

        assertThat(new Resources(directory).all()).containsExactly(vpc("vpc-1", Map.of("cidrBlock", "10.1.0.0/16")));
    }

    @Test
    void forgetsWhatWasBeingCreatedWhenTheCloudDied() {
        new Resources(directory).put(vpc("vpc-1", Map.of(Resources.CREATING, true)));

        assertThat(new Resources(directory).all()).isEmpty();
        assertThat(new Resources(directory).all()).isEmpty();
    }

    @Test
    void sweepsAwayAFileThatWasBeingWrittenWhenTheCloudDied() throws IOException {
        new Resources(directory).put(vpc("vpc-1", Map.of()));
        var folder = directory.resolve("111122223333/eu-central-1/ec2.vpc");
        var half = Files.writeString(folder.resolve("new123" + WholeFile.UNFINISHED), "{\"type\":");

        assertThat(new Resources(directory).all()).hasSize(1);
        assertThat(half).doesNotExist();
    }

    @Test
    void mayHaveIdsThatAreTooLongForAFile() {
        var resources = new Resources(directory);
        var one = vpc("a".repeat(400) + 1, Map.of());
        var two = vpc("a".repeat(400) + 2, Map.of());
        resources.put(one);
        resources.put(two);

        assertThat(new Resources(directory).all()).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void leaveNothingButTheirFilesBehind() throws IOException {
        var resources = new Resources(directory);
        for (var i = 0; i < 5; i++) {
            resources.put(vpc("vpc-1", Map.of("cidrBlock", "10." + i + ".0.0/16")));
        }

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    private static Resource vpc(String id, Map<String, Object> outputs) {
        return new Resource(VPC, "111122223333", "eu-central-1", id, Map.of(), outputs);
    }
}
