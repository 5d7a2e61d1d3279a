package dev.holdfast.operator.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.operator.Screen;
import dev.holdfast.workload.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    @Test
    void addsUpAnEnvironment() {
        var estimate = estimate("dev", Map.of());

        // One gateway, a load balancer, two tasks of half a processor and 1 GB, a small database of 20 GB, a key.
        assertThat(estimate.least())
                .isEqualTo(730 * (0.052 + 0.027 + 0.04656 + 2 * 0.00511 + 0.018) + 20 * 0.137 + 1, within(0.01));
        assertThat(estimate.most()).isEqualTo(estimate.least());
    }

    @Test
    void paysTwiceForADatabaseWithAStandbyAndForAGatewayInEachZone() {
        var estimate = estimate("prod", Map.of());

        assertThat(line(estimate, "Database").most()).isEqualTo(2 * 730 * 0.201, within(0.01));
        assertThat(line(estimate, "Storage").most()).isEqualTo(2 * 100 * 0.137, within(0.01));
        assertThat(line(estimate, "NAT").most()).isEqualTo(3 * 730 * 0.052, within(0.01));
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
        prices.path("environment").forEach(entry -> {
            if (entry.has("price")) {
                hasSource(entry);
            }
        });
    }

    @Test
    void showsTheSumAndTheTime() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);

        estimate("dev", Map.of()).show(new Screen(stream, stream, false, true, 80));

        assertThat(out.toString(UTF_8)).contains("a month, without traffic", "$116", "15 to 20 minutes");
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
