package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class PrivateFunctionTest {
    private final PrivateFunction rule = new PrivateFunction();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource permission = stack.add("aws:lambda/permission:Permission", "rotation")
            .set("principal", "secretsmanager.amazonaws.com")
            .set("sourceArn", Value.UNKNOWN);

    @Test
    void passesAServiceForOneResource() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAnAccount() {
        permission.set("principal", "111111111111").set("sourceArn", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAUrlThatAsksWhoCalls() {
        stack.add("aws:lambda/functionUrl:FunctionUrl", "url").set("authorizationType", "AWS_IAM");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAServiceForAnybody() {
        permission.set("sourceArn", null);

        assertThat(stack.violations(rule))
                .containsExactly("rotation: secretsmanager.amazonaws.com may call the function for anybody");
    }

    @Test
    void refusesAnybody() {
        permission.set("principal", "*");

        assertThat(stack.violations(rule)).containsExactly("rotation: anybody may call the function");
    }

    @Test
    void refusesAUrlForAnybody() {
        stack.add("aws:lambda/functionUrl:FunctionUrl", "url").set("authorizationType", "NONE");

        assertThat(stack.violations(rule)).containsExactly("url: anybody may call the URL");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        permission.set("principal", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("rotation: principal is not known before the update");
    }
}
