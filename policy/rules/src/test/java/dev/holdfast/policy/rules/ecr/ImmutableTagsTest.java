package dev.holdfast.policy.rules.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class ImmutableTagsTest {
    private final ImmutableTags rule = new ImmutableTags();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource repository =
            stack.add("aws:ecr/repository:Repository", "repository").set("imageTagMutability", "IMMUTABLE");

    @Test
    void passesTagsThatStay() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesTagsThatMove() {
        repository.set("imageTagMutability", "MUTABLE");

        assertThat(stack.violations(rule)).containsExactly("repository: tags may be moved");
    }

    @Test
    void refusesWhereItIsNotSet() {
        repository.set("imageTagMutability", null);

        assertThat(stack.violations(rule)).containsExactly("repository: tags may be moved");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        repository.set("imageTagMutability", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("repository: imageTagMutability is not known before the update");
    }
}
