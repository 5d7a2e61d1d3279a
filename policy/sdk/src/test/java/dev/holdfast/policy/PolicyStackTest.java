package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class PolicyStackTest {
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String POLICY = "aws:s3/bucketPolicy:BucketPolicy";
    private static final String SUBNET = "aws:ec2/subnet:Subnet";
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String ROLE = "aws:iam/role:Role";

    private final TestStack stack = new TestStack("shop", "prod");

    private PolicyResource get(TestResource resource) {
        return stack.resources().resource(resource.urn()).orElseThrow(NoSuchElementException::new);
    }

    private List<String> names(List<PolicyResource> resources) {
        return resources.stream().map(PolicyResource::name).toList();
    }

    @Test
    void aKnownIdArnOrNameIsAReference() {
        var logs = stack.add(BUCKET, "logs")
                .set("id", "logs-1")
                .set("bucket", "logs-1")
                .set("arn", "arn:aws:s3:::logs-1");
        stack.add(BUCKET, "other").set("id", "other-1").set("arn", "arn:aws:s3:::other-1");
        var byId = stack.add(POLICY, "id").set("bucket", "logs-1");
        var byArn = stack.add(POLICY, "arn").set("bucket", "arn:aws:s3:::logs-1");

        for (var policy : List.of(byId, byArn)) {
            assertThat(stack.resources().reference(get(policy), "bucket", BUCKET))
                    .contains(get(logs));
        }
    }

    @Test
    void anArnOfSomethingWithinIsAReferenceToTheNearest() {
        stack.add("aws:cloudwatch/logGroup:LogGroup", "short").set("arn", "arn:aws:logs:eu:1:log-group:/api");
        stack.add("aws:cloudwatch/logGroup:LogGroup", "long").set("arn", "arn:aws:logs:eu:1:log-group:/api/web");
        var trail = stack.add("aws:cloudtrail/trail:Trail", "trail")
                .set("group", "arn:aws:logs:eu:1:log-group:/api/web:*")
                .set("stream", "arn:aws:logs:eu:1:log-group:/api:*");

        assertThat(names(stack.resources().referenced(get(trail), "group"))).containsExactly("long");
        assertThat(names(stack.resources().referenced(get(trail), "stream", "aws:cloudwatch/logGroup:LogGroup")))
                .containsExactly("short");
    }

    @Test
    void whatIsOfNoStackIsExternal() {
        stack.add(BUCKET, "logs").set("id", "logs-1");
        var policy = stack.add(POLICY, "policy").set("bucket", "somebody-elses");
        var resources = stack.resources();

        assertThat(resources.reference(get(policy), "bucket", BUCKET)).isEmpty();
        assertThat(resources.external(get(policy), "bucket", BUCKET)).containsExactly("somebody-elses");
    }

    @Test
    void nothingRefersToItself() {
        var bucket = stack.add(BUCKET, "logs").set("id", "logs-1").set("bucket", "logs-1");

        assertThat(stack.resources().referenced(get(bucket), "bucket")).isEmpty();
    }

    @Test
    void anUnknownReferenceIsWhatThePropertyWasComputedFrom() {
        var logs = stack.add(BUCKET, "logs");
        stack.add(BUCKET, "other");
        var policy = stack.add(POLICY, "policy").refersTo("bucket", logs);

        assertThat(stack.resources().reference(get(policy), "bucket", BUCKET)).contains(get(logs));
    }

    @Test
    void aListOfUnknownReferencesIsAllThatItWasComputedFrom() {
        var a = stack.add(SUBNET, "a");
        var b = stack.add(SUBNET, "b");
        var service = stack.add(SERVICE, "api")
                .set("networkConfiguration", Map.of("subnets", List.of(Value.UNKNOWN, Value.UNKNOWN)))
                .dependsOn("networkConfiguration", a, b);

        assertThat(names(stack.resources().referenced(get(service), "networkConfiguration.subnets", SUBNET)))
                .containsExactly("a", "b");
    }

    @Test
    void knownAndUnknownReferencesAddUp() {
        var a = stack.add(SUBNET, "a").set("id", "subnet-a");
        var b = stack.add(SUBNET, "b");
        var service = stack.add(SERVICE, "api")
                .set("subnets", List.of("subnet-a", Value.UNKNOWN))
                .dependsOn("subnets", a, b);

        assertThat(names(stack.resources().referenced(get(service), "subnets", SUBNET)))
                .containsExactly("a", "b");
    }

    @Test
    void severalUnknownPartsOfOneResourceAreThatResource() {
        var logs = stack.add(BUCKET, "logs");
        var policy = stack.add(POLICY, "policy")
                .set("resources", List.of(Value.UNKNOWN, Value.UNKNOWN))
                .dependsOn("resources", logs);

        assertThat(names(stack.resources().referenced(get(policy), "resources", BUCKET)))
                .containsExactly("logs");
    }

    @Test
    void anUnknownReferenceToAComponentIsTheOnlyResourceInItThatItCanBe() {
        var network = stack.add("acme:network:Network", "network");
        var inner = stack.add("acme:network:Tier", "tier").parent(network);
        var subnet = stack.add(SUBNET, "deep").parent(inner);
        var service = stack.add(SERVICE, "api").refersTo("subnet", network);
        var resources = stack.resources();

        assertThat(resources.reference(get(service), "subnet", SUBNET)).contains(get(subnet));
        assertThat(resources.descendants(get(network))).containsExactly(get(inner), get(subnet));
        assertThat(resources.parent(get(subnet))).contains(get(inner));
    }

    @Test
    void whatMayBeOneOfSeveralIsNotDecided() {
        var network = stack.add("acme:network:Network", "network");
        stack.add(SUBNET, "a").parent(network);
        stack.add(SUBNET, "b").parent(network);
        var service = stack.add(SERVICE, "api").refersTo("subnet", network);

        assertThatThrownBy(() -> stack.resources().reference(get(service), "subnet", SUBNET))
                .isInstanceOf(NotEvaluatedException.class)
                .hasMessage("subnet of " + SERVICE + "::api is not known before the update, and may be any of " + SUBNET
                        + "::a, " + SUBNET + "::b");
    }

    @Test
    void oneUnknownPartOfTwoOriginsIsNotDecided() {
        var a = stack.add(SUBNET, "a");
        var b = stack.add(SUBNET, "b");
        var service =
                stack.add(SERVICE, "api").set("subnets", List.of(Value.UNKNOWN)).dependsOn("subnets", a, b);

        assertThatThrownBy(() -> stack.resources().referenced(get(service), "subnets", SUBNET))
                .isInstanceOf(NotEvaluatedException.class);
    }

    @Test
    void aListThatIsUnknownAsAWholeIsNotDecidedWhereAComponentMayHaveGivenMore() {
        var network = stack.add("acme:network:Network", "network");
        stack.add(SUBNET, "inner").parent(network);
        var own = stack.add(SUBNET, "own");
        var service = stack.add(SERVICE, "api").set("subnets", Value.UNKNOWN).dependsOn("subnets", own, network);

        assertThatThrownBy(() -> stack.resources().referenced(get(service), "subnets", SUBNET))
                .isInstanceOf(NotEvaluatedException.class);
    }

    @Test
    void whatWasComputedFromNothingKnownIsNotDecided() {
        var policy = stack.add(POLICY, "policy").set("bucket", Value.UNKNOWN);

        assertThatThrownBy(() -> stack.resources().external(get(policy), "bucket", BUCKET))
                .isInstanceOf(NotEvaluatedException.class)
                .hasMessageEndingWith("nothing tells what it refers to");
    }

    @Test
    void severalWhereThereMustBeOneAreNotDecided() {
        stack.add(SUBNET, "a").set("id", "subnet-a");
        stack.add(SUBNET, "b").set("id", "subnet-b");
        var service = stack.add(SERVICE, "api").set("subnets", List.of("subnet-a", "subnet-b"));

        assertThatThrownBy(() -> stack.resources().reference(get(service), "subnets", SUBNET))
                .hasMessage("subnets of " + SERVICE + "::api refers to 2 resources");
    }

    @Test
    void oneNameInSeveralAccountsIsTheOneOfTheSameProvider() {
        var dev = stack.add("pulumi:providers:aws", "dev");
        var prod = stack.add("pulumi:providers:aws", "prod");
        stack.add(ROLE, "dev-role").set("name", "deploy").provider(dev);
        stack.add(ROLE, "prod-role").set("name", "deploy").provider(prod);
        var attachment = stack.add("aws:iam/rolePolicy:RolePolicy", "policy")
                .set("role", "deploy")
                .provider(prod);

        assertThat(names(stack.resources().referenced(get(attachment), "role", ROLE)))
                .containsExactly("prod-role");
    }

    @Test
    void oneNameInSeveralAccountsIsTheOneThatThePropertyWasComputedFrom() {
        var first = stack.add(ROLE, "first").set("name", "deploy");
        stack.add(ROLE, "second").set("name", "deploy");
        var attachment = stack.add("aws:iam/rolePolicy:RolePolicy", "policy")
                .set("role", "deploy")
                .dependsOn("role", first);

        assertThat(names(stack.resources().referenced(get(attachment), "role", ROLE)))
                .containsExactly("first");
    }

    @Test
    void thoseThatReferToAResourceAreFound() {
        var logs = stack.add(BUCKET, "logs").set("id", "logs-1");
        var other = stack.add(BUCKET, "other").set("id", "other-1");
        stack.add(POLICY, "of-logs").set("bucket", "logs-1");
        stack.add(POLICY, "of-other").refersTo("bucket", other);

        assertThat(names(stack.resources().referring(POLICY, "bucket", get(logs))))
                .containsExactly("of-logs");
    }

    @Test
    void whoPerhapsRefersCountsOnlyWhereNobodyCertainlyDoes() {
        var network = stack.add("acme:storage:Storage", "storage");
        var a = stack.add(BUCKET, "a").set("id", "a").parent(network);
        var b = stack.add(BUCKET, "b").set("id", "b").parent(network);
        var c = stack.add(BUCKET, "c").set("id", "c");
        stack.add(POLICY, "certain").set("bucket", "a");
        stack.add(POLICY, "perhaps").refersTo("bucket", network);
        var resources = stack.resources();

        assertThat(names(resources.referring(POLICY, "bucket", get(a)))).containsExactly("certain");
        assertThatThrownBy(() -> resources.referring(POLICY, "bucket", get(b)))
                .isInstanceOf(NotEvaluatedException.class);
        assertThatThrownBy(() -> resources.everyReferring(POLICY, "bucket", get(a)))
                .isInstanceOf(NotEvaluatedException.class);
        assertThat(resources.referring(POLICY, "bucket", get(c))).isEmpty();
        assertThat(resources.everyReferring(POLICY, "bucket", get(c))).isEmpty();
    }

    @Test
    void theOrderOfTheEngineDoesNotMatter() {
        var one = new TestStack("shop", "prod");
        one.add(SUBNET, "a");
        one.add(SUBNET, "b");
        var other = new TestStack("shop", "prod");
        other.add(SUBNET, "b");
        other.add(SUBNET, "a");

        assertThat(one.resources().resources()).isEqualTo(other.resources().resources());
        assertThat(names(one.resources().resources(SUBNET))).containsExactly("a", "b");
    }
}
