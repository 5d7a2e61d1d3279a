package dev.holdfast.organization.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLevelTest {
    /** An inline policy of a permission set beside one that allows everything. */
    private static final PolicyDocument READ_ONLY = PolicyDocument.allowingEverything()
            .and(PolicyDocument.parse(
                    AccessLevel.READ_ONLY.inline().orElseThrow().toJson()));

    @ParameterizedTest
    @CsvSource({
        "secretsmanager:GetSecretValue, EXPLICITLY_DENIED",
        "ssm:GetParameter, EXPLICITLY_DENIED",
        "s3:GetObject, EXPLICITLY_DENIED",
        "dynamodb:Query, EXPLICITLY_DENIED",
        "sqs:ReceiveMessage, EXPLICITLY_DENIED",
        "secretsmanager:DescribeSecret, ALLOWED",
        "s3:ListBucket, ALLOWED",
        "logs:GetLogEvents, ALLOWED",
        "cloudwatch:GetMetricData, ALLOWED"
    })
    void readsConfigurationMetricsAndLogsButNoData(String action, Decision decision) {
        assertThat(READ_ONLY.decide(AccessRequest.to(action))).isEqualTo(decision);
    }

    @Test
    void lastsNoLongerTheMoreItMay() {
        assertThat(AccessLevel.ALL)
                .allSatisfy(level -> assertThat(Duration.parse(level.session()))
                        .isBetween(Duration.ofHours(1), Duration.ofHours(12)));
        assertThat(Duration.parse(AccessLevel.BREAK_GLASS.session()))
                .isLessThan(Duration.parse(AccessLevel.ADMINISTRATOR.session()));
        assertThat(Duration.parse(AccessLevel.ADMINISTRATOR.session()))
                .isLessThan(Duration.parse(AccessLevel.DEVELOPER.session()));
    }
}
