package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExemptionsTest {
    private static final String ONE = """
            exemptions:
              - rule: bucket-versioning
                resource: aws:s3/bucketV2:BucketV2::cache
                reason: rebuilt every night
                owner: ada@example.com
                expires: 2027-01-31
            """;

    @Test
    void aFileIsRead(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("exemptions.yaml"), ONE);

        assertThat(Exemptions.read(file).all())
                .containsExactly(new Exemption(
                        "bucket-versioning",
                        "aws:s3/bucketV2:BucketV2::cache",
                        "rebuilt every night",
                        "ada@example.com",
                        LocalDate.of(2027, 1, 31)));
        assertThat(Exemptions.read(folder.resolve("none.yaml"))).isEqualTo(Exemptions.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet", "exemptions: []", "exemptions:"})
    void aFileWithoutAnyHasNone(String yaml) {
        assertThat(Exemptions.parse("e.yaml", yaml)).isEqualTo(Exemptions.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exemption: []", "just text", "[]", "exemptions: {}", "exemptions: []\nmore: 1"})
    void anotherFormIsRefused(String yaml) {
        assertThatThrownBy(() -> Exemptions.parse("e.yaml", yaml))
                .hasMessage("e.yaml has to have one list, `exemptions`");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> Exemptions.parse("e.yaml", "exemptions: ["))
                .hasMessageStartingWith("e.yaml is no YAML");
    }

    @Test
    void everyProblemIsTold() {
        var yaml =
                ONE.replace("owner: ada@example.com", "ower: ada@example.com").replace("2027-01-31", "soon");

        assertThatThrownBy(() -> Exemptions.parse("e.yaml", yaml)).hasMessage("""
                        e.yaml, exemption 1 has no owner
                        e.yaml, exemption 1 has 'ower'; did you mean owner?
                        e.yaml, exemption 1 expires 'soon', allowed is a day such as 2027-01-31""");
    }

    @Test
    void anExemptionFromARuleThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> PolicyPack.named("test")
                        .policy(Rules.rule("bucket-versions"))
                        .exemptions(Exemptions.parse("e.yaml", ONE.replace("bucket-versioning", "bucket-version")))
                        .build())
                .hasMessage(
                        "an exemption of ada@example.com names the rule 'bucket-version', which is not in this pack;"
                                + " did you mean bucket-versions?");
    }
}
