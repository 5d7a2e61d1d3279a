package dev.holdfast.policy.rules.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class KeptImagesTest {
    private final KeptImages rule = new KeptImages();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource repository =
            stack.add("aws:ecr/repository:Repository", "repository").set("forceDelete", false);

    @Test
    void passesARepositoryThatStays() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatGoesWithItsImages() {
        repository.set("forceDelete", true);

        assertThat(stack.violations(rule)).containsExactly("repository: forceDelete is on");
    }

    @Test
    void passesWhereItIsNotSet() {
        repository.set("forceDelete", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        repository.set("forceDelete", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("repository: forceDelete is not known before the update");
    }
}
