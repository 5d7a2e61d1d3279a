package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.TestNetwork.EGRESS;
import static dev.holdfast.sandbox.services.TestNetwork.INGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.image.EchoService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the network does to services and load balancers, with real tasks. */
class NetworkTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:database-AbCdEf";

    @TempDir
    Path directory;

    private TestCloud cloud;
    private String image;

    @BeforeEach
    void push() throws IOException {
        cloud = new TestCloud(directory);
        var archive = OciImage.of(EchoService.class).write(directory.resolve("image.tar"), false);
        image = TestCloud.REGISTRY + "app@" + cloud.registry.push("app", archive);
        cloud.secrets.put(SECRET, "hunter2");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void failsADeploymentWhoseSecretHasNoWayUntilThereIsAnEndpoint() throws IOException {
        cloud.network.noNat();
        List.of("ecr.api", "ecr.dkr", "s3", "logs").forEach(cloud.network::endpoint);
        var definition = withSecret();

        assertThatThrownBy(() -> create(definition))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("ResourceInitializationError: unable to pull secrets or registry auth: unable to"
                        + " retrieve secret from asm: There is a connection issue between the task and AWS Secrets"
                        + " Manager. Check your task network configuration.")
                .hasMessageContaining("(security group sg-app app) cannot reach secretsmanager: its subnet subnet-1 has"
                        + " no route to a NAT gateway, and VPC vpc-1 (network) has no interface endpoint"
                        + " com.amazonaws.eu-central-1.secretsmanager")
                .hasMessageNotContaining("cannot reach ecr")
                .hasMessageNotContaining("hunter2");
        assertThat(events()).contains("was refused a connection", "cannot reach secretsmanager");

        cloud.network.endpoint("secretsmanager");
        assertThat(cloud.describe(create(definition))).isEqualTo("app:1: 1 of 1 tasks healthy");
    }

    @Test
    void runsADeploymentThroughNatInsteadOfEndpoints() {
        cloud.network.noNat();
        var definition = withSecret();
        assertThatThrownBy(() -> create(definition)).isInstanceOf(Incomplete.class);

        cloud.network.nat();

        assertThat(cloud.describe(create(definition))).isEqualTo("app:1: 1 of 1 tasks healthy");
    }

    @Test
    void namesEveryWayThatATaskMissesAtOnce() {
        cloud.network.noNat();
        var definition = withSecret();

        assertThatThrownBy(() -> create(definition))
                .hasMessageContaining("The task cannot pull registry auth from Amazon ECR: There is a connection issue"
                        + " between the task and Amazon ECR.")
                .hasMessageContaining("cannot reach ecr.api")
                .hasMessageContaining("cannot reach secretsmanager")
                .hasMessageContaining("cannot reach ecr.dkr")
                .hasMessageContaining("cannot reach s3")
                .hasMessageContaining("cannot reach logs");
    }

    @Test
    void doesNotAskForServicesThatATaskDoesNotUse() {
        cloud.network.noNat();
        List.of("ecr.api", "ecr.dkr", "s3", "logs").forEach(cloud.network::endpoint);

        assertThat(cloud.describe(create(cloud.taskDefinition(image, "")))).isEqualTo("app:1: 1 of 1 tasks healthy");
    }

    @Test
    void failsADeploymentThatTheLoadBalancerDoesNotReach() {
        cloud.loadBalancer();
        cloud.network.remove(INGRESS, "balancer-app");
        var definition = cloud.taskDefinition(image, "");

        assertThatThrownBy(() -> cloud.create(Service.TYPE, "app", TestCloud.service(definition, 1, true)))
                .isInstanceOf(Incomplete.class)
                .hasMessageContaining("failed ELB health checks in target group web: Request timed out: load balancer"
                        + " web (security group sg-balancer balancer) may not connect to task ")
                .hasMessageContaining("on port 8080: security group sg-app (app) has no ingress rule for port 8080 from"
                        + " sg-balancer (balancer)");
    }

    @Test
    void answers504WhenARuleToTheTargetIsTakenAway() throws Exception {
        var url = cloud.loadBalancer();
        cloud.create(Service.TYPE, "app", TestCloud.service(cloud.taskDefinition(image, ""), 1, true));
        assertThat(TestCloud.get(url + "/").statusCode()).isEqualTo(200);

        cloud.network.remove(EGRESS, "balancer-app");

        var answer = TestCloud.get(url + "/");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("sg-balancer (balancer) has no egress rule for port 8080");
    }

    @Test
    void closesTheConnectionOfAPersonWhomTheLoadBalancersGroupDoesNotLetIn() throws Exception {
        var url = cloud.loadBalancer();
        cloud.network.remove(INGRESS, "internet-balancer");

        assertThatThrownBy(() -> visit(url)).isInstanceOf(IOException.class);
        assertThat(events())
                .contains("load balancer web (security group sg-balancer balancer) cannot be reached from the internet"
                        + " on port 80: security group sg-balancer (balancer) has no ingress rule for port 80");

        cloud.network.rule(INGRESS, "internet-balancer", "sg-balancer", 80, Map.of("cidrIpv4", "0.0.0.0/0"));
        assertThat(visit(url)).isEqualTo(503);
    }

    @Test
    void closesTheConnectionOfAPersonToALoadBalancerThatIsInternal() {
        var url = cloud.loadBalancer();
        var balancer =
                cloud.resources.byArn(TestCloud.arn(LoadBalancer.TYPE, "web")).orElseThrow();
        cloud.resources.put(balancer.with(Map.of("internal", true)));

        assertThatThrownBy(() -> visit(url)).isInstanceOf(IOException.class);
    }

    private Resource withSecret() {
        return cloud.taskDefinition(image, ",\"secrets\":[{\"name\":\"PASSWORD\",\"valueFrom\":\"" + SECRET + "\"}]");
    }

    private Resource create(Resource definition) {
        return cloud.create(Service.TYPE, "app", TestCloud.service(definition, 1, false));
    }

    private String events() throws IOException {
        return Files.readString(cloud.site.events());
    }

    /** With a client, and so a connection, of its own: one that exists stays when a rule goes, as in AWS. */
    private static int visit(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
