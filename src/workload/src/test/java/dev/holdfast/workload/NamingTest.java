package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names in AWS, where review environments share an account. */
class NamingTest {
    private static final String LONG = "review-a-branch-with-quite-a-long-name-that-somebody-typed";

    @Test
    void loadBalancersAndTargetGroupsStayWithinThirtyTwoCharacters() {
        var cloud = Workload.run(LONG);

        assertThat((String)
                        cloud.only("aws:lb/loadBalancer:LoadBalancer").inputs().get("name"))
                .hasSizeLessThanOrEqualTo(32)
                .doesNotStartWith("internal-");
        assertThat(cloud.all("aws:lb/targetGroup:TargetGroup"))
                .hasSameSizeAs(Services.ALL)
                .allSatisfy(
                        group -> assertThat((String) group.inputs().get("name")).hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void databasesAndFunctionsStayWithinSixtyThreeCharacters() {
        var cloud = Workload.run(LONG);

        assertThat((String) cloud.only("aws:rds/instance:Instance").inputs().get("identifier"))
                .hasSizeLessThanOrEqualTo(63);
        assertThat((String) cloud.named("aws:lambda/function:Function", "migrations")
                        .inputs()
                        .get("name"))
                .hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void rolesStayWithinSixtyFourCharacters() {
        assertThat(Workload.run(LONG).all("aws:iam/role:Role"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(
                        role -> assertThat((String) role.inputs().get("name")).hasSizeLessThanOrEqualTo(64));
    }

    @Test
    void everyNameTellsItsEnvironment() {
        assertThat(Workload.aws(Workload.run("stage")).stream()
                        .map(one ->
                                one.inputs().getOrDefault("name", one.inputs().get("identifier")))
                        .filter(name -> name instanceof String && !name.equals("permissions"))
                        .map(Object::toString))
                .hasSizeGreaterThan(15)
                .allMatch(name -> name.contains("stage"));
    }
}
