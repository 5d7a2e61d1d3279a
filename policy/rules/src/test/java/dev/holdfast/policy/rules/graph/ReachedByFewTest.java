package dev.holdfast.policy.rules.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachedByFewTest {
    private static final String CACHE = "aws:elasticache/serverlessCache:ServerlessCache";

    private final ReachedByFew rule = ReachedByFew.database();
    private final SmallSystem system = new SmallSystem();

    @Test
    void passesADatabaseThatOnlyApiReaches() {
        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARuleThatLetsWebIn() {
        system.letIn("web-to-database", system.databaseGroup, 5432)
                .refersTo("referencedSecurityGroupId", system.webGroup);

        assertThat(system.stack.violations(rule))
                .containsExactly("database: web reaches it: web (security-web) -> 5432 -> database (security-database):"
                        + " rule web-to-database");
    }

    @Test
    void refusesThatWebIsInTheGroupOfApiAsWell() {
        system.web.dependsOn("networkConfiguration", system.apiGroup);

        assertThat(system.stack.violations(rule))
                .containsExactly("database: web reaches it: web (security-api) -> 5432 -> database (security-database):"
                        + " rule api-to-database");
    }

    @Test
    void refusesARangeOfAddressesAPrefixListAndAGroupOfAnotherStack() {
        system.letIn("range", system.databaseGroup, 5432).set("cidrIpv4", "10.30.0.0/16");
        system.letIn("list", system.databaseGroup, 5432).set("prefixListId", "pl-1");
        system.letIn("group", system.databaseGroup, 5432).set("referencedSecurityGroupId", "sg-1");

        assertThat(system.stack.violations(rule))
                .containsExactlyInAnyOrder(
                        "database: 10.30.0.0/16 reaches it: 10.30.0.0/16 -> 5432 -> database (security-database): rule range",
                        "database: pl-1 reaches it: pl-1 -> 5432 -> database (security-database): rule list",
                        "database: sg-1 reaches it: sg-1 -> 5432 -> database (security-database): rule group");
    }

    @Test
    void refusesAProxyThatWebReaches() {
        var group = system.group("security-proxy");
        system.stack.add("aws:rds/proxy:Proxy", "proxy").refersToOnly("vpcSecurityGroupIds", group);
        system.letIn("proxy-to-database", system.databaseGroup, 5432).refersTo("referencedSecurityGroupId", group);
        system.letIn("web-to-proxy", group, 5432).refersTo("referencedSecurityGroupId", system.webGroup);

        assertThat(system.stack.violations(rule))
                .containsExactly("database: web reaches it: web (security-web) -> 5432 -> proxy (security-proxy): rule"
                        + " web-to-proxy -> 5432 -> database (security-database): rule proxy-to-database");
    }

    @Test
    void refusesWhatOldRulesAndRulesWithinTheGroupLetIn() {
        system.stack
                .add("aws:ec2/securityGroupRule:SecurityGroupRule", "old")
                .set("type", "ingress")
                .set("protocol", "-1")
                .refersTo("securityGroupId", system.databaseGroup)
                .refersTo("sourceSecurityGroupId", system.webGroup);
        system.databaseGroup.set(
                "ingress",
                List.of(Map.of(
                        "protocol", "tcp", "fromPort", 5000, "toPort", 6000, "securityGroups", List.of("sg-2"))));

        assertThat(system.stack.violations(rule))
                .containsExactlyInAnyOrder(
                        "database: web reaches it: web (security-web) -> any port -> database (security-database): rule old",
                        "database: sg-2 reaches it: sg-2 -> 5000-6000 -> database (security-database):"
                                + " security-database.ingress[0]");
    }

    @Test
    void leavesOtherPortsAlone() {
        system.letIn("web-to-nothing", system.databaseGroup, 8080)
                .refersTo("referencedSecurityGroupId", system.webGroup);

        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void asksWhoIsAllowed() {
        assertThat(system.stack.findings(rule, Map.of("allowed", List.of("migrations"))))
                .extracting(finding -> finding.message())
                .containsExactly("api reaches it: api (security-api) -> 5432 -> database (security-database): rule"
                        + " api-to-database");
    }

    @Test
    void doesNotDecideForADatabaseWhoseGroupNobodyKnows() {
        system.database.set("vpcSecurityGroupIds", null);
        system.stack.add("aws:rds/instance:Instance", "other").set("vpcSecurityGroupIds", List.of(Value.UNKNOWN));

        assertThat(system.stack.notEvaluated(rule))
                .containsExactly(
                        "other: vpcSecurityGroupIds of aws:rds/instance:Instance::other is not known before the"
                                + " update, and nothing tells what it refers to");
    }

    @Test
    void passesACacheThatOnlyApiReaches() {
        cache("api-to-cache", system.apiGroup);

        assertThat(system.stack.findings(ReachedByFew.cache())).isEmpty();
    }

    @Test
    void refusesACacheThatWebReaches() {
        cache("web-to-cache", system.webGroup);

        assertThat(system.stack.violations(ReachedByFew.cache()))
                .containsExactly("cache: web reaches it: web (security-web) -> 6379 -> cache (security-cache): rule"
                        + " web-to-cache");
    }

    @Test
    void doesNotDecideForACacheWhoseGroupNobodyKnows() {
        system.stack.add(CACHE, "cache").set("securityGroupIds", List.of(Value.UNKNOWN));

        assertThat(system.stack.notEvaluated(ReachedByFew.cache()))
                .containsExactly("cache: securityGroupIds of " + CACHE
                        + "::cache is not known before the update, and nothing tells what it refers to");
    }

    @Test
    void leavesTheCacheToItsOwnRule() {
        cache("web-to-cache", system.webGroup);

        assertThat(system.stack.findings(rule)).isEmpty();
    }

    private void cache(String name, TestResource source) {
        var group = system.group("security-cache");
        system.stack.add(CACHE, "cache").refersToOnly("securityGroupIds", group);
        system.letIn(name, group, 6379).refersTo("referencedSecurityGroupId", source);
    }
}
