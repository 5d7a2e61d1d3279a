package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectsTest {
    private static final String YAML = """
            default: dev
            region: eu-central-1
            projects:
              base:
                directory: src/base
                stacks: [management]
              system:
                directory: .
                stacks: [dev, review-*]
                after: base
            """;

    @TempDir
    private Path root;

    @Test
    void aStackBelongsToTheProjectThatListsIt() throws IOException {
        assertThat(read(YAML).target("management").project()).isEqualTo("base");
        assertThat(read(YAML).target("dev").project()).isEqualTo("system");
    }

    @Test
    void aPatternStandsForAllStacksWithItsBeginning() throws IOException {
        assertThat(read(YAML).target("review-42").project()).isEqualTo("system");
    }

    @Test
    void aPatternDoesNotStandForItsBeginningAlone() throws IOException {
        var projects = read(YAML);

        assertThatThrownBy(() -> projects.target("review-")).isInstanceOf(Failure.class);
    }

    @Test
    void anUnknownStackIsRefusedWithThoseThatExist() throws IOException {
        var projects = read(YAML);

        assertThatThrownBy(() -> projects.target("qa"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'qa'")
                .hasMessageContaining("management, dev, review-<name>");
    }

    @Test
    void anUnknownProjectIsRefusedWithThoseThatExist() throws IOException {
        var projects = read(YAML);

        assertThatThrownBy(() -> projects.project("web"))
                .hasMessageContaining("'web'")
                .hasMessageContaining("base, system");
    }

    @Test
    void aStackComesAfterTheStackOfTheProjectThatItsOwnIsBuiltOn() throws IOException {
        var projects = read(YAML);

        assertThat(projects.before(projects.target("dev")))
                .get()
                .extracting("stack")
                .isEqualTo("management");
        assertThat(projects.before(projects.target("management"))).isEmpty();
    }

    @Test
    void aMisspeltKeyIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> read(YAML.replace("    after: base", "    afterwards: base")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'afterwards'")
                .hasMessageContaining("after, again, config");
    }

    @Test
    void aProjectThatComesAfterNoneIsRefused() {
        assertThatThrownBy(() -> read(YAML.replace("after: base", "after: bass")))
                .hasMessageContaining("'system' comes after 'bass'");
    }

    @Test
    void aDefaultThatIsNoStackIsRefused() {
        assertThatThrownBy(() -> read(YAML.replace("default: dev", "default: qa")))
                .hasMessageContaining("'qa'");
    }

    @Test
    void theRepositorysOwnFileNamesWhatIsThere() {
        var projects = Projects.read(Script.ROOT);

        assertThat(projects.target(projects.defaultStack()).project()).isEqualTo("workload");
        assertThat(projects.projects().values())
                .allSatisfy(project ->
                        assertThat(Script.ROOT.resolve(project.directory())).isDirectory());
    }

    private Projects read(String yaml) throws IOException {
        Files.writeString(root.resolve("sandbox.yaml"), yaml);
        return Projects.read(root);
    }
}
