package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud.Seen;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every log group of an environment, whoever declares it. */
class LogsTest {
    private static List<Seen> groups(String stack) {
        var groups = Workload.run(stack).all("aws:cloudwatch/logGroup:LogGroup");
        assertThat(groups).hasSizeGreaterThanOrEqualTo(5);
        return groups;
    }

    @ParameterizedTest
    @CsvSource({"review-1, 7", "dev, 30", "stage, 90", "prod, 365"})
    void areKeptForAsLongAsTheKindOfEnvironmentSays(String stack, double days) {
        assertThat(groups(stack))
                .allSatisfy(
                        group -> assertThat(group.inputs()).as(group.name()).containsEntry("retentionInDays", days));
    }

    @ParameterizedTest
    @ValueSource(strings = {"review-1", "dev", "prod"})
    void areEncryptedWithTheKeyOfTheEnvironment(String stack) {
        assertThat(groups(stack))
                .allSatisfy(group ->
                        assertThat(group.inputs()).as(group.name()).containsEntry("kmsKeyId", "arn:aws:test:::key"));
    }
}
