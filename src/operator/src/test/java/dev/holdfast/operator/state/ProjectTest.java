package dev.holdfast.operator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProjectTest {
    private final Project organization = Project.of(Path.of("/clone")).get(0);
    private final Project workload = Project.of(Path.of("/clone")).get(1);

    @Test
    void everyStackHasTheKeyOfItsEnvironment() {
        assertThat(organization.environment("management")).contains("management");
        assertThat(workload.environment("prod")).contains("prod");
    }

    @Test
    void reviewStacksHaveTheKeyOfTheAccountThatTheyAreIn() {
        assertThat(workload.environment("review-42")).contains("dev");
    }

    @Test
    void stacksThatAreNotHoldfastsHaveNone() {
        assertThat(workload.environment("experiment")).isEmpty();
        assertThat(organization.environment("dev")).isEmpty();
    }

    @Test
    void theOrganizationComesFirst() {
        assertThat(Project.of(Path.of("/clone")))
                .extracting(Project::name, Project::folder)
                .containsExactly(
                        tuple("holdfast-organization", Path.of("/clone/src/organization")),
                        tuple("holdfast", Path.of("/clone")));
    }
}
