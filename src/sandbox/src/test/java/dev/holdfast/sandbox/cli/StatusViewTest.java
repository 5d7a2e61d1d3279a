package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StatusViewTest {
    private static final String STATUS = """
            {"accounts": [{"id": "111122223333", "name": "dev", "email": "a@b.c", "ou": "NonProduction", "status": "ACTIVE"}],
             "resources": [
               {"type": "aws:ecs/service:Service", "account": "111122223333", "region": "eu-central-1", "id": "x",
                "name": "api", "state": "2 of 2 tasks run", "details": ["task 1f2e3d4c  10.0.0.4  healthy"]},
               {"type": "aws:ec2/vpc:Vpc", "account": "111122223333", "region": "eu-central-1", "id": "vpc-1",
                "name": "network", "state": ""}],
             "withoutBehaviour": ["aws:ec2/vpc:Vpc", "aws:iam/role:Role"],
             "urls": ["http://dev-api.elb.localhost:8080"]}
            """;

    @Test
    void showsTheAccountsWithTheirNumbers() throws IOException {
        assertThat(rendered(STATUS)).contains("  Accounts\n    dev            111122223333   NonProduction\n");
    }

    @Test
    void showsWhatHasAStateUnderItsAccountsName() throws IOException {
        assertThat(rendered(STATUS)).containsPattern("  dev\n    ecs service +api +2 of 2 tasks run\n");
    }

    @Test
    void showsTheTasksBelowTheirService() throws IOException {
        assertThat(rendered(STATUS)).contains("2 of 2 tasks run\n      task 1f2e3d4c  10.0.0.4  healthy\n");
    }

    @Test
    void givesAStateALineOfItsOwnWhereTheTerminalIsNarrow() throws IOException {
        var terminal = new Captured(true, false, true, 60);

        new StatusView(terminal.terminal()).show(new ObjectMapper().readTree(STATUS));

        assertThat(terminal.out()).contains("    ecs service api\n      2 of 2 tasks run\n");
    }

    @Test
    void tellsWhatHappenedLatelyAndWhere() throws IOException {
        var happened = """
                {"accounts": [{"id": "111122223333", "name": "dev"}],
                 "events": [{"at": "2026-11-21T08:00:00Z", "account": "111122223333", "subject": "service api",
                   "what": "is steady again"}]}""";

        assertThat(rendered(happened))
                .contains("  Happened lately\n    2026-11-21T08:00:00Z dev: service api is steady again\n");
    }

    @Test
    void leavesOutWhatIsOnlyRemembered() throws IOException {
        assertThat(rendered(STATUS)).doesNotContain("network");
    }

    @Test
    void namesTheTypesWithoutBehaviour() throws IOException {
        assertThat(rendered(STATUS)).contains("without behaviour here\n    ec2 vpc, iam role\n");
    }

    @Test
    void showsWhereItAnswers() throws IOException {
        assertThat(rendered(STATUS)).contains("  Answers at\n    http://dev-api.elb.localhost:8080\n");
    }

    @Test
    void showsNoEmptySections() throws IOException {
        assertThat(rendered("{}")).isEmpty();
    }

    private static String rendered(String status) throws IOException {
        var terminal = new Captured();
        new StatusView(terminal.terminal()).show(new ObjectMapper().readTree(status));
        return terminal.out();
    }
}
