package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DashboardBodyTest {
    private static final DashboardBody.Content CONTENT = new DashboardBody.Content(
            "prod",
            "eu-central-1",
            "app/holdfast-prod-lb/1",
            Map.of(
                    "web", new DashboardBody.Service("targetgroup/web/1", "cluster", "holdfast-prod-web"),
                    "api", new DashboardBody.Service("targetgroup/api/2", "cluster", "holdfast-prod-api")),
            List.of("holdfast-prod-database"),
            Map.of("migrations", "holdfast-prod-migrations"),
            Optional.of("holdfast-prod-backups"),
            List.of("arn:aws:cloudwatch:eu-central-1:444444444444:alarm:one"));

    private static List<JsonNode> widgets() throws JsonProcessingException {
        var widgets = new ArrayList<JsonNode>();
        new ObjectMapper().readTree(DashboardBody.of(CONTENT)).path("widgets").forEach(widgets::add);
        return widgets;
    }

    @Test
    void showsFromTheCustomerToTheDisk() throws JsonProcessingException {
        assertThat(widgets().stream()
                        .map(widget -> widget.path("properties").path("title").asText()))
                .containsExactly(
                        "",
                        "Alarms",
                        "Requests a minute",
                        "Errors a minute",
                        "Seconds to the answer",
                        "api: tasks",
                        "api: requests and errors a minute",
                        "api: CPU and memory in percent",
                        "web: tasks",
                        "web: requests and errors a minute",
                        "web: CPU and memory in percent",
                        "holdfast-prod-database: CPU in percent, connections",
                        "holdfast-prod-database: free disk and memory in bytes",
                        "holdfast-prod-database: seconds to read and write",
                        "migrations: runs and failures",
                        "Backups a day");
    }

    @Test
    void putsNothingOnTopOfSomethingElse() throws JsonProcessingException {
        var places = widgets().stream()
                .map(one -> new Rectangle(
                        one.path("x").asInt(),
                        one.path("y").asInt(),
                        one.path("width").asInt(),
                        one.path("height").asInt()))
                .toList();

        assertThat(places).allMatch(place -> place.x + place.width <= 24);
        for (var place : places) {
            assertThat(places).filteredOn(place::intersects).containsExactly(place);
        }
    }

    @Test
    void namesEveryMetricWithItsDimensionsAndStatistic() throws JsonProcessingException {
        var metrics = widgets().stream()
                .flatMap(widget -> {
                    var lines = new ArrayList<JsonNode>();
                    widget.path("properties").path("metrics").forEach(lines::add);
                    return lines.stream();
                })
                .toList();

        assertThat(metrics).hasSizeGreaterThan(20).allSatisfy(line -> {
            assertThat(line.size() % 2).isEqualTo(1);
            assertThat(line.get(line.size() - 1).path("stat").asText()).isNotEmpty();
        });
        assertThat(metrics.get(0).toString())
                .isEqualTo("[\"AWS/ApplicationELB\",\"RequestCount\",\"LoadBalancer\",\"app/holdfast-prod-lb/1\","
                        + "{\"stat\":\"Sum\",\"label\":\"requests\"}]");
    }

    /** A text that differed from update to update would change the dashboard each time. */
    @Test
    void isTheSameForTheSameContent() {
        assertThat(DashboardBody.of(CONTENT)).isEqualTo(DashboardBody.of(CONTENT));
    }

    @Test
    void hasNoGraphOfBackupsWhereThereAreNone() {
        var without = new DashboardBody.Content(
                "dev", "eu-central-1", "app/lb/1", Map.of(), List.of(), Map.of(), Optional.empty(), List.of());

        assertThat(DashboardBody.of(without)).doesNotContain("Backups a day").doesNotContain("\"Alarms\"");
    }
}
