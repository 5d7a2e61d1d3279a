package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NameFitsTest {
    private final NameFits rule = new NameFits();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group = stack.add("aws:lb/targetGroup:TargetGroup", "api");

    @Test
    void passesANameThatIsShortEnough() {
        group.set("name", "a".repeat(32));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesANameThatIsTooLong() {
        group.set("name", "a".repeat(33));

        assertThat(stack.violations(rule))
                .containsExactly("api: name '" + "a".repeat(33) + "' has 33 characters; allowed are 1 to 32");
    }

    @Test
    void refusesCharactersThatTheServiceRefuses() {
        group.set("name", "api_1");
        stack.add("aws:s3/bucketV2:BucketV2", "files").set("bucket", "Files");
        stack.add("aws:rds/instance:Instance", "database").set("identifier", "data--base");

        assertThat(stack.violations(rule))
                .containsExactlyInAnyOrder(
                        "api: name 'api_1' is not of the form that the service accepts",
                        "files: bucket 'Files' is not of the form that the service accepts",
                        "database: identifier 'data--base' is not of the form that the service accepts");
    }

    @Test
    void leavesANameThatAwsMakesAlone() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        group.set("name", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: name is not known before the update");
    }
}
