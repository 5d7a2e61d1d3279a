package dev.holdfast.organization.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GuardrailsPageTest {
    /** Whoever changes a guardrail copies the table from this test's message. */
    @Test
    void thePageListsTheGuardrailsAsTheyAre() throws IOException {
        var table = Guardrails.all(Output.of("o-a1b2c3d4e5"), List.of("eu-central-1"), Optional.empty()).stream()
                .map(guardrail -> "| `%s` | %s | %s | %s | %d of %d |"
                        .formatted(
                                guardrail.name(),
                                guardrail.type().title(),
                                String.join(", ", guardrail.targets()),
                                guardrail.description(),
                                guardrail.size(),
                                guardrail.type().characters()))
                .collect(Collectors.joining("\n", """
                        | guardrail | type | attached to | what it does | characters |
                        | --- | --- | --- | --- | --- |
                        """, "\n"));
        assertThat(Files.readString(Path.of("../../docs/guardrails.md"))).contains(table);
    }
}
