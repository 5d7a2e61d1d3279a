package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.workload.WhoCallsWhom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WhoCallsWhomTest {
    private static final Path PAGE = Path.of("../../docs/who-calls-whom.md");
    private static final String BEGIN = "<!-- generated -->\n";

    @Test
    void thePageShowsWhatTheProgramDeclares() throws IOException {
        var generated = WhoCallsWhom.markdown();
        var page = Files.readString(PAGE);
        var expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + generated;

        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/who-calls-whom.md is not what the program declares; write it with: ./mvnw -pl"
                        + " src/workload -am test -Dtest=WhoCallsWhomTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dupdate.docs=true")
                .isEqualTo(expected);
    }
}
