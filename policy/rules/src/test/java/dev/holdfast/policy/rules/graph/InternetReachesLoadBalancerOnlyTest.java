package dev.holdfast.policy.rules.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InternetReachesLoadBalancerOnlyTest {
    private final InternetReachesLoadBalancerOnly rule = new InternetReachesLoadBalancerOnly();
    private final SmallSystem system = new SmallSystem();

    @Test
    void passesWhatOnlyTheLoadBalancerLetsIn() {
        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAServiceThatLetsTheInternetIn() {
        system.letIn("open", system.webGroup, 8080).set("cidrIpv6", "::/0");

        assertThat(system.stack.violations(rule))
                .containsExactly("web: internet (::/0) -> 8080 -> web (security-web): rule open");
    }

    @Test
    void refusesADatabaseWithAnInlineRule() {
        system.databaseGroup.set(
                "ingress",
                List.of(Map.of(
                        "protocol", "tcp", "fromPort", 5432, "toPort", 5432, "cidrBlocks", List.of("8.0.0.0/6"))));

        assertThat(system.stack.violations(rule))
                .containsExactly("database: internet (8.0.0.0/6) -> 5432 -> database (security-database):"
                        + " security-database.ingress[0]");
    }

    @Test
    void takesPrivateAddressesForNoInternet() {
        system.letIn("inside", system.webGroup, 8080).set("cidrIpv4", "10.0.0.0/8");

        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideForAddressesThatAreUnknown() {
        system.letIn("somebody", system.webGroup, 8080).set("cidrIpv4", Value.UNKNOWN);

        assertThat(system.stack.notEvaluated(rule)).containsExactly("web: cidrIpv4 is not known before the update");
    }
}
