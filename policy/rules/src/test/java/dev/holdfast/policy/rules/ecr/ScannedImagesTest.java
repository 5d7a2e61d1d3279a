package dev.holdfast.policy.rules.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScannedImagesTest {
    private final ScannedImages rule = new ScannedImages();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource repository = stack.add("aws:ecr/repository:Repository", "repository")
            .set("imageScanningConfiguration", Map.of("scanOnPush", true));

    @Test
    void passesARepositoryThatScans() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARepositoryThatDoesNot() {
        repository.set("imageScanningConfiguration", Map.of("scanOnPush", false));

        assertThat(stack.violations(rule)).containsExactly("repository: scanOnPush is off");
    }

    @Test
    void refusesWhereItIsNotSet() {
        repository.set("imageScanningConfiguration", null);

        assertThat(stack.violations(rule)).containsExactly("repository: scanOnPush is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        repository.set("imageScanningConfiguration", Map.of("scanOnPush", Value.UNKNOWN));

        assertThat(stack.notEvaluated(rule))
                .containsExactly("repository: imageScanningConfiguration.scanOnPush is not known before the update");
    }
}
