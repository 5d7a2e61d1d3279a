package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.s3.BucketV2;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.conventions.Tags;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds state is held fast, and nothing else is in the way. */
class HeldFastTest {
    private static List<Seen> stateful(Cloud cloud) {
        return cloud.all().stream()
                .filter(one -> StatefulTypes.contains(one.type()))
                .toList();
    }

    private static List<Seen> declaredOutsideStateful(Cloud cloud) {
        return stateful(cloud).stream()
                .filter(one -> one.parent()
                        .filter(parent -> parent.startsWith("holdfast:stateful:"))
                        .isEmpty())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void protectsEverythingThatHoldsState(String stack) {
        assertThat(stateful(Workload.run(stack))).hasSizeGreaterThan(5).allMatch(Seen::isProtected);
    }

    @Test
    void protectsNothingInAReviewEnvironment() {
        assertThat(Workload.run("review-1").all()).noneMatch(Seen::isProtected);
    }

    @Test
    void protectsNothingThatHoldsNoState() {
        var stateless = Workload.run("prod").all().stream().filter(one -> !StatefulTypes.contains(one.type()));

        assertThat(stateless).isNotEmpty().noneMatch(Seen::isProtected);
    }

    @Test
    void tagsExactlyWhatHoldsState() {
        var prod = Workload.run("prod");
        var tagged = prod.all().stream()
                .filter(one ->
                        one.inputs().get("tags") instanceof Map<?, ?> tags && "true".equals(tags.get(Tags.STATEFUL)))
                .toList();

        assertThat(tagged)
                .as("what holds state, which is what is declared with `.tags(Tags.held())`")
                .containsExactlyInAnyOrderElementsOf(stateful(prod));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "review-1"})
    void declaresStateOnlyInStatefulComponents(String stack) {
        assertThat(declaredOutsideStateful(Workload.run(stack))).isEmpty();
    }

    @Test
    void findsStateThatIsDeclaredElsewhere() {
        var cloud = new Cloud().run(ctx -> {
            var stateless = new ComponentResource("holdfast:stateless:Uploads", "uploads");
            new BucketV2(
                    "uploads",
                    null,
                    CustomResourceOptions.builder().parent(stateless).build());
        });

        assertThat(declaredOutsideStateful(cloud)).extracting(Seen::name).containsExactly("uploads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void makesAwsRefuseTheDeletionOfTheDatabase(String stack) {
        var database = Workload.run(stack).only("aws:rds/instance:Instance");

        assertThat(database.inputs())
                .containsEntry("deletionProtection", true)
                .containsEntry("skipFinalSnapshot", false)
                .containsEntry("finalSnapshotIdentifier", "holdfast-" + stack + "-database-final")
                .containsEntry("deleteAutomatedBackups", false);
    }

    @Test
    void letsAReviewEnvironmentGoAtOnceAndWithoutATrace() {
        var cloud = Workload.run("review-1");

        assertThat(cloud.only("aws:rds/instance:Instance").inputs())
                .containsEntry("deletionProtection", false)
                .containsEntry("skipFinalSnapshot", true)
                .containsEntry("deleteAutomatedBackups", true);
        assertThat(cloud.all("aws:secretsmanager/secret:Secret"))
                .allSatisfy(secret -> assertThat(secret.inputs()).containsEntry("recoveryWindowInDays", 0.0));
        assertThat(cloud.named("aws:kms/key:Key", "key").inputs()).containsEntry("deletionWindowInDays", 7.0);
    }

    @Test
    void givesThirtyDaysToTakeBackADeletedKeyOrSecret() {
        var cloud = Workload.run("dev");

        assertThat(cloud.all("aws:secretsmanager/secret:Secret"))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(secret.inputs()).containsEntry("recoveryWindowInDays", 30.0));
        assertThat(cloud.named("aws:kms/key:Key", "key").inputs())
                .containsEntry("deletionWindowInDays", 30.0)
                .containsEntry("enableKeyRotation", true);
    }

    /** What the provider replaces an instance for, and a person can change in the configuration or in AWS. */
    @Test
    void neverReplacesADatabaseForWhatItCameFrom() {
        var database = Workload.run("prod").only("aws:rds/instance:Instance");

        assertThat(database.options().getIgnoreChanges())
                .contains("snapshotIdentifier", "restoreToPointInTime", "storageEncrypted", "kmsKeyId");
    }
}
