package dev.holdfast.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    @TempDir
    private Path folder;

    @Test
    void givesValuesAsPulumiDoes() throws IOException {
        var file = read("config:\n  a:text: hello\n  a:number: 07\n  a:parts:\n    dev:\n      id: \"012\"\n");

        assertThat(file.value("a", "text")).contains("hello");
        assertThat(file.value("a", "parts")).contains("{\"dev\":{\"id\":\"012\"}}");
        assertThat(file.value("a", "other")).isEmpty();
    }

    @Test
    void knowsWhichValuesAreSecret() throws IOException {
        var file = read("config:\n  a:token:\n    secure: AAAB\n  a:text: hello\n");

        assertThat(file.secret()).containsExactly("a:token");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> StackFile.read(folder.resolve("Pulumi.x.yaml")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("Pulumi.x.yaml");
    }

    @Test
    void namesTheFileThatIsNoYaml() {
        assertThatThrownBy(() -> read("config: [\n"))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("Pulumi.dev.yaml is no YAML");
    }

    private StackFile read(String text) throws IOException {
        return StackFile.read(Files.writeString(folder.resolve("Pulumi.dev.yaml"), text));
    }
}
