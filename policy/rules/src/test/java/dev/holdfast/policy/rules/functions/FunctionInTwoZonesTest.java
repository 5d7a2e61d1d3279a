package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionInTwoZonesTest {
    private final FunctionInTwoZones rule = new FunctionInTwoZones();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource function = stack.add("aws:lambda/function:Function", "migrations")
            .set("vpcConfig", Map.of("subnetIds", List.of("subnet-1", "subnet-2")));

    @Test
    void passesTwoSubnets() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void countsSubnetsThatAreNotKnownYet() {
        function.set("vpcConfig", Map.of("subnetIds", List.of(Value.UNKNOWN, Value.UNKNOWN)));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneSubnet() {
        function.set("vpcConfig", Map.of("subnetIds", List.of("subnet-1")));

        assertThat(stack.violations(rule)).containsExactly("migrations: is in fewer than two subnets of a VPC");
    }

    @Test
    void refusesAFunctionOutside() {
        function.set("vpcConfig", null);

        assertThat(stack.violations(rule)).containsExactly("migrations: is in fewer than two subnets of a VPC");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        function.set("vpcConfig", Map.of("subnetIds", Value.UNKNOWN));

        assertThat(stack.notEvaluated(rule))
                .containsExactly("migrations: vpcConfig.subnetIds is not known before the update");
    }
}
