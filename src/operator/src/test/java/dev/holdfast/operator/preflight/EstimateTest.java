package dev.holdfast.operator.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.operator.Screen;
import dev.holdfast.workload.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {
    @Test
    void addsUpTheOrganization() {
        var estimate = organization(Map.of());

        assertThat(estimate.least()).isGreaterThan(0).isLessThan(estimate.most());
        assertThat(estimate.time()).isNotBlank();
    }

    @Test
    void countsWhatIsSwitchedOn() {
        assertThat(organization(Map.of()).lines())
                .extracting(Estimate.Line::what)
                .contains("GuardDuty")
                .doesNotContain("Config");
        assertThat(organization(Map.of("guardDuty", "false", "config", "true")).lines())
                .extracting(Estimate.Line::what)
                .contains("Config")
                .doesNotContain("GuardDuty");
    }

    /** The page is computed from the resources that the program declares; what it has besides is small. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void saysAboutWhatThePageOfCostsSays(String stack) throws IOException {
        var row = Files.readAllLines(Path.of("../../docs/cost.md")).stream()
                .filter(line -> line.startsWith("| **in a month**"))
                .findFirst()
                .orElseThrow()
                .replace("*", "")
                .split("\\|");
        var column = List.of("review", "dev", "stage", "prod").indexOf(stack) + 2;

        assertThat(estimate(stack, Map.of()).least())
                .isCloseTo(Double.parseDouble(row[column].strip()), withinPercentage(12));
    }

    @Test
    void paysTwiceForADatabaseWithAStandby() {
        var alone = line(estimate("prod", Map.of("databaseMultiAz", "false")), "Database")
                .most();

        assertThat(line(estimate("prod", Map.of()), "Database").most()).isEqualTo(2 * alone, within(0.01));
    }

    @Test
    void saysWhichPriceItDoesNotKnow() {
        var estimate = estimate("dev", Map.of("databaseClass", "db.x2g.16xlarge"));

        assertThat(line(estimate, "Database").what()).contains("db.x2g.16xlarge is not known");
    }

    @Test
    void hasASourceForEachPrice() throws IOException {
        var prices = new YAMLMapper().readTree(EstimateTest.class.getResourceAsStream("/prices.yaml"));

        prices.path("organization").path("lines").forEach(EstimateTest::hasSource);
    }

    @Test
    void showsTheSumAndTheTime() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);

        estimate("dev", Map.of()).show(new Screen(stream, stream, false, true, 80));

        assertThat(out.toString(UTF_8)).contains("a month, without traffic", "Load balancer", "15 to 20 minutes");
    }

    private static void hasSource(JsonNode price) {
        assertThat(price.path("source").asText()).startsWith("https://aws.amazon.com/");
    }

    private static Estimate.Line line(Estimate estimate, String beginning) {
        return estimate.lines().stream()
                .filter(line -> line.what().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static Estimate organization(Map<String, String> configuration) {
        return Estimate.ofOrganization(key -> Optional.ofNullable(configuration.get(key)));
    }

    private static Estimate estimate(String stack, Map<String, String> configuration) {
        var keys = new Configuration("holdfast", key -> Optional.ofNullable(configuration.get(key)));
        return Estimate.of(Profile.read(Environment.ofStack(stack), keys));
    }
}
