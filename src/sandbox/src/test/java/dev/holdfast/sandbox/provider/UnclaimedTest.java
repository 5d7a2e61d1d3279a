package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is killed asks again for what was created for it. */
class UnclaimedTest {
    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";
    private static final String VPC = "aws:ec2/vpc:Vpc";
    private static final String LOGS_URN = "urn:pulumi:dev::holdfast::holdfast:stateless:Network$" + LOGS + "::one";
    private static final String VPC_URN = "urn:pulumi:dev::holdfast::holdfast:stateless:Network$" + VPC + "::one";
    private static final Map<String, Object> NETWORK = Map.of("cidrBlock", "10.0.0.0/16");

    @TempDir
    private Path directory;

    private SandboxCloud cloud;

    @BeforeEach
    void openCloud() {
        cloud = new SandboxCloud(directory);
    }

    @Test
    void isTakenUpInsteadOfCreatedTwice() throws Exception {
        var lost = cloud.create(VPC, NETWORK);
        cloud.controlPlane.unclaimed().mark(Map.of(VPC_URN, List.of()));

        assertThat(cloud.create(VPC, NETWORK).id()).isEqualTo(lost.id());
        assertThat(cloud.resources.all(VPC)).hasSize(1);
    }

    @Test
    void isTakenUpOnce() throws Exception {
        cloud.create(VPC, NETWORK);
        cloud.controlPlane.unclaimed().mark(Map.of(VPC_URN, List.of()));
        var takenUp = cloud.create(VPC, NETWORK);

        assertThat(cloud.create(VPC, NETWORK).id()).isNotEqualTo(takenUp.id());
    }

    @Test
    void isCreatedAnewWhereSomethingElseIsAskedForNow() throws Exception {
        cloud.create(LOGS, Map.of("name", "/a", "retentionInDays", 7));
        cloud.controlPlane.unclaimed().mark(Map.of(LOGS_URN, List.of()));

        cloud.create(LOGS, Map.of("name", "/a", "retentionInDays", 30));

        assertThat(cloud.resources.all(LOGS))
                .singleElement()
                .satisfies(one -> assertThat(one.number("retentionInDays", 0)).isEqualTo(30));
    }

    @Test
    void isNotWhatTheEngineKnows() throws Exception {
        var known = cloud.create(VPC, NETWORK);
        cloud.controlPlane.unclaimed().mark(Map.of(VPC_URN, List.of(known.id())));

        assertThat(cloud.create(VPC, NETWORK).id()).isNotEqualTo(known.id());
    }

    @Test
    void isNothingThatNobodyAskedAfter() {
        cloud.create(LOGS, Map.of("name", "/a"));

        assertThatThrownBy(() -> cloud.create(LOGS, Map.of("name", "/a")))
                .hasMessageContaining("ResourceAlreadyExistsException");
    }

    @Test
    void showsNothingOfThisToTheEngine() throws Exception {
        cloud.create(VPC, NETWORK);
        cloud.controlPlane.unclaimed().mark(Map.of(VPC_URN, List.of()));

        assertThat(cloud.create(VPC, NETWORK).outputs()).doesNotContainKeys("_urn", "_unclaimed");
    }
}
