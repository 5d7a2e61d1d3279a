package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceTrustTest {
    @Test
    void trustsAServiceAndNobodyElse() {
        assertThat(ServiceTrust.in("lambda.amazonaws.com").toJson())
                .isEqualTo("{\"Version\":\"2012-10-17\","
                        + "\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},"
                        + "\"Action\":\"sts:AssumeRole\"}}");
    }

    @Test
    void trustsItOnBehalfOfOneAccount() {
        assertThat(ServiceTrust.in("backup.amazonaws.com", "111111111111").toJson())
                .contains("\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"111111111111\"}}");
    }

    @Test
    void trustsItOnBehalfOfSomeResourcesOfTheAccount() {
        assertThat(ServiceTrust.in(
                                "vpc-flow-logs.amazonaws.com",
                                "111111111111",
                                "arn:aws:ec2:*:111111111111:vpc-flow-log/*")
                        .toJson())
                .contains("\"StringEquals\":{\"aws:SourceAccount\":\"111111111111\"}")
                .contains("\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:ec2:*:111111111111:vpc-flow-log/*\"}");
    }
}
