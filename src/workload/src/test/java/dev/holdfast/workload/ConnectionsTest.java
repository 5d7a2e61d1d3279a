package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.workload.stateless.Connection;
import dev.holdfast.workload.stateless.SecurityGroups.Group;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static Service service(String name, String... reaches) {
        return new Service(name, 8080, "HealthCheck", Optional.empty(), Set.of(reaches));
    }

    @Test
    void refuseAServiceThatReachesWhatIsNotThere() {
        var connections = new Connections(List.of(service("web", "apy"), service("api")), false, List.of(80));

        assertThatThrownBy(connections::all)
                .hasMessage("web cannot reach 'apy', which listens nowhere; known are [api, database, web]");
    }

    @Test
    void joinOnlyGroupsThatAreThere() {
        var connections = new Connections(Services.ALL, true, List.of(80));
        var groups = connections.groups().stream().map(Group::name).toList();

        assertThat(groups).doesNotHaveDuplicates();
        assertThat(connections.all()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.from()).matches(from -> groups.contains(from) || from.equals(Connection.INTERNET));
            assertThat(one.to())
                    .matches(to -> groups.contains(to)
                            || Set.of(Connection.AWS, Connection.S3).contains(to));
        });
    }

    @Test
    void areSaidOnce() {
        assertThat(new Connections(Services.ALL, true, List.of(80)).all()).doesNotHaveDuplicates();
    }
}
