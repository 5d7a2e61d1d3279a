package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class StatefulComponentsTest {
    private final StatefulComponents rule = new StatefulComponents();
    private final TestStack stack = new TestStack("other", "prod");
    private final TestResource one = stack.add("aws:kms/key:Key", "one");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesWhatTheWorkloadDeclaresElsewhere() {
        var workload = new TestStack("holdfast", "dev");
        workload.add("aws:s3/bucketV2:BucketV2", "files");

        assertThat(workload.violations(rule))
                .containsExactly("files: it holds state, and no component of package stateful declares it");
    }

    @Test
    void passesWhatAComponentOfPackageStatefulDeclares() {
        var workload = new TestStack("holdfast", "dev");
        var component = workload.add("holdfast:stateful:Bucket", "files");
        workload.add("aws:s3/bucketV2:BucketV2", "files").parent(component);

        assertThat(workload.findings(rule)).isEmpty();
    }
}
