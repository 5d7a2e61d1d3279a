package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.DEPLOY;
import static dev.holdfast.organization.guardrails.Decisions.LANDING_ZONE;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {
    private static final String VOLUME = "arn:aws:ec2:eu-central-1:111122223333:volume/*";

    @ParameterizedTest
    @CsvSource({
        "ec2:CreateVolume, ec2:Encrypted",
        "ec2:RunInstances, ec2:Encrypted",
        "elasticfilesystem:CreateFileSystem, elasticfilesystem:Encrypted",
        "elasticache:CreateReplicationGroup, elasticache:AtRestEncryptionEnabled",
        "rds:CreateDBCluster, rds:StorageEncrypted",
        "rds:CreateDBInstance, rds:StorageEncrypted"
    })
    void refusesStorageWithoutEncryption(String action, String key) {
        var request = AccessRequest.to(action).on(VOLUME).with("rds:DatabaseEngine", "postgres");
        assertThat(decide(request.by(LANDING_ZONE).with(key, "false"))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(DEPLOY).with(key, "false"))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(DEPLOY).with(key, "true"))).isEqualTo(ALLOWED);
    }

    /** RunInstances asks about the image, the network interface and the rest by themselves. */
    @Test
    void asksOnlyTheVolumesOfAnInstance() {
        assertThat(decide(AccessRequest.to("ec2:RunInstances")
                        .on("arn:aws:ec2:eu-central-1:111122223333:instance/*")
                        .by(DEPLOY)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void leavesTheInstancesOfAuroraToTheirCluster() {
        var request = AccessRequest.to("rds:CreateDBInstance").by(DEPLOY).with("rds:StorageEncrypted", "false");
        assertThat(decide(request.with("rds:DatabaseEngine", "aurora-postgresql")))
                .isEqualTo(ALLOWED);
        assertThat(decide(request.with("rds:DatabaseEngine", "postgres"))).isEqualTo(EXPLICITLY_DENIED);
    }

    private static Decision decide(AccessRequest request) {
        return under(Encryption.policy(), request);
    }
}
