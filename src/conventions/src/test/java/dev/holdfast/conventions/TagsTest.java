package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TagsTest {
    @Test
    void tellEnvironmentsApart() {
        assertThat(Tags.workload(Environment.ofStack("dev"))).containsEntry("environment", "dev");
        assertThat(Tags.workload(Environment.ofStack("prod"))).containsEntry("environment", "prod");
    }

    @Test
    void tellTheProjectsApart() {
        assertThat(Tags.workload(Environment.ofStack("dev")).get("project"))
                .isNotEqualTo(Tags.organization().get("project"));
    }
}
