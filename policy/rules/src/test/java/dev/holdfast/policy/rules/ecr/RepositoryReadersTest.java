package dev.holdfast.policy.rules.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class RepositoryReadersTest {
    private final RepositoryReaders rule = new RepositoryReaders();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource policy =
            stack.add("aws:ecr/repositoryPolicy:RepositoryPolicy", "web").set("policy", """
                {"Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}]}""");

    @Test
    void passesTheOrganization() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAnAccount() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAServiceForOurFunctions() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"Service": "lambda.amazonaws.com"}, "Condition": {"StringLike": {"aws:SourceArn": ["arn:aws:lambda:eu-central-1:111111111111:function:*"]}}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesEverybody() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": "*"}]}""");

        assertThat(stack.violations(rule)).containsExactly("web: statement Pull is for everybody");
    }

    @Test
    void refusesAConditionThatAnybodyMeets() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": "*"}, "Condition": {"StringLike": {"aws:PrincipalOrgID": "*"}}}]}""");

        assertThat(stack.violations(rule)).containsExactly("web: statement Pull is for everybody");
    }

    @Test
    void refusesAServiceForEverybody() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"Service": "lambda.amazonaws.com"}}]}""");

        assertThat(stack.violations(rule)).containsExactly("web: statement Pull lets a service act for everybody");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        policy.set("policy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("web: policy is not known before the update");
    }
}
