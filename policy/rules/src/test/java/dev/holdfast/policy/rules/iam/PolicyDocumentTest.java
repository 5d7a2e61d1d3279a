package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
    @Test
    void readsSingleValuesAsLists() {
        var statement = only("""
                {"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}""");

        assertThat(statement.allows()).isTrue();
        assertThat(statement.actions()).containsExactly("s3:GetObject");
        assertThat(statement.isAboutEverything()).isTrue();
        assertThat(statement.label()).isEqualTo("statement 1");
    }

    @Test
    void readsAStarAsEverybody() {
        assertThat(only("{\"Statement\": [{\"Principal\": \"*\"}]}").isAboutEverybody())
                .isTrue();
        assertThat(only("{\"Statement\": [{\"Principal\": {\"AWS\": [\"*\"]}}]}")
                        .isAboutEverybody())
                .isTrue();
        assertThat(only("{\"Statement\": [{\"Principal\": {\"Service\": \"a\"}}]}")
                        .isAboutEverybody())
                .isFalse();
    }

    @Test
    void findsAnActionThroughWildcardsAndExceptions() {
        assertThat(only("{\"Statement\": {\"Action\": \"iam:Pass*\"}}").covers("iam:PassRole"))
                .isTrue();
        assertThat(only("{\"Statement\": {\"Action\": [\"IAM:passrole\"]}}").covers("iam:PassRole"))
                .isTrue();
        assertThat(only("{\"Statement\": {\"NotAction\": \"s3:*\"}}").covers("iam:PassRole"))
                .isTrue();
        assertThat(only("{\"Statement\": {\"NotAction\": \"iam:*\"}}").covers("iam:PassRole"))
                .isFalse();
    }

    @Test
    void takesOnlyWhatMustHoldForRequired() {
        var statement = only("""
                {"Statement": {"Condition": {
                  "StringEquals": {"aws:PrincipalOrgID": "o-1"},
                  "StringEqualsIfExists": {"aws:SourceAccount": "111111111111"},
                  "StringNotEquals": {"aws:PrincipalArn": "arn"}}}}""");

        assertThat(statement.required("AWS:PrincipalOrgId")).containsExactly("o-1");
        assertThat(statement.required("aws:SourceAccount")).isEmpty();
        assertThat(statement.required("aws:PrincipalArn")).isEmpty();
    }

    @Test
    void readsADocumentThatIsMadeOfProperties() {
        var document = PolicyDocument.of(
                Value.of("policy", Map.of("Statement", List.of(Map.of("Sid", "Read", "Effect", "Deny")))));

        assertThat(document.statements()).extracting(Statement::label).containsExactly("statement Read");
        assertThat(document.allowing()).isEmpty();
    }

    @Test
    void hasNoStatementsWhereThereIsNone() {
        assertThat(PolicyDocument.of(Value.of("policy", null)).statements()).isEmpty();
    }

    private static Statement only(String json) {
        return PolicyDocument.of(Value.of("policy", json)).statements().get(0);
    }
}
