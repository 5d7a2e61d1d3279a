package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageReferenceTest {
    private static final String REGISTRY = "222222222222.dkr.ecr.eu-west-1.amazonaws.com";
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    @Test
    void namesTheImageByItsDigest() {
        assertThat(new ImageReference(REGISTRY, "holdfast/api", DIGEST).uri())
                .isEqualTo(REGISTRY + "/holdfast/api@" + DIGEST);
    }

    @Test
    void knowsTheRepositoryInTheAccountOfTheRegistry() {
        assertThat(new ImageReference(REGISTRY, "holdfast/api", DIGEST).repositoryArn())
                .isEqualTo("arn:aws:ecr:eu-west-1:222222222222:repository/holdfast/api");
    }

    @Test
    void refusesATag() {
        assertThatThrownBy(() -> new ImageReference(REGISTRY, "holdfast/api", "latest"))
                .hasMessage("'latest' is no digest, allowed is sha256:<64 hex digits>");
    }

    @Test
    void refusesWhatIsNoRegistryOfEcr() {
        assertThatThrownBy(() -> new ImageReference("docker.io", "holdfast/api", DIGEST))
                .hasMessageContaining("'docker.io' is no registry");
    }
}
