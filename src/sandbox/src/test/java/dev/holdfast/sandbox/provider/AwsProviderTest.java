package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.ErrorResourceInitFailed;

class AwsProviderTest {
    private static final String VPC = "aws:ec2/vpc:Vpc";
    private static final String SUBNET = "aws:ec2/subnet:Subnet";
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";
    private static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
    private static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;

    @BeforeEach
    void openCloud() {
        cloud = new SandboxCloud(directory);
    }

    @Test
    void refusesATypeThatItDoesNotHave() {
        assertThatThrownBy(() -> cloud.check("aws:sqs/queue:Queue", "one", Map.of(), Map.of()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("aws:sqs/queue:Queue")
                .hasMessageContaining("types/sqs.yaml");
    }

    @Test
    void namesAResourceThatHasNoName() {
        var inputs = Wire.map(cloud.check(LOGS, "audit", Map.of(), Map.of()).getInputs());

        assertThat(inputs.get("name").toString()).matches("audit-[0-9a-f]{7}");
    }

    @Test
    void keepsTheNameThatItGave() {
        var before = Wire.map(cloud.check(LOGS, "audit", Map.of(), Map.of()).getInputs());

        assertThat(Wire.map(cloud.check(LOGS, "audit", before, Map.of()).getInputs()))
                .isEqualTo(before);
    }

    @Test
    void plansNoChangeWhereNothingChanged() {
        var diff = cloud.diff(
                VPC,
                cloud.create(VPC, vpc()).outputs(),
                cloud.create(VPC, vpc()).outputs());

        assertThat(cloud.diff(LOGS, Map.of("name", "a", "tagsAll", Map.of()), Map.of("name", "a", "tagsAll", Map.of()))
                        .getChanges())
                .isEqualTo(DiffChanges.DIFF_NONE);
        assertThat(diff.getReplacesList()).isEmpty();
    }

    @Test
    void plansAnUpdateForAPropertyThatChangesInPlace() {
        var diff = cloud.diff(LOGS, Map.of("retentionInDays", 7), Map.of("retentionInDays", 30));

        assertThat(diff.getDiffsList()).contains("retentionInDays");
        assertThat(diff.getReplacesList()).isEmpty();
    }

    @Test
    void asksAgainForWhatTheLastOperationLeftOtherwise() {
        var asked = Map.<String, Object>of("taskDefinition", "app:2", "cluster", "main");
        var left = Map.<String, Object>of("taskDefinition", "app:1", "cluster", "main", "desiredCount", 0);

        assertThat(cloud.diff(SERVICE, asked, left, asked).getDiffsList()).contains("taskDefinition");
        assertThat(cloud.diff(SERVICE, asked, asked, asked).getDiffsList()).doesNotContain("taskDefinition");
    }

    @Test
    void plansAReplacementForAPropertyThatReplaces() {
        assertThat(cloud.diff(VPC, vpc(), Map.of("cidrBlock", "10.1.0.0/16")).getReplacesList())
                .containsExactly("cidrBlock");
    }

    @Test
    void plansAReplacementWhereTheNewValueIsUnknown() {
        assertThat(cloud.diff(SUBNET, Map.of("vpcId", "vpc-1"), Map.of("vpcId", Wire.UNKNOWN))
                        .getReplacesList())
                .containsExactly("vpcId");
    }

    @Test
    void deletesFirstWhatIsReplacedUnderItsOwnName() {
        var before = Map.<String, Object>of("name", "web", "description", "a");
        var after = Map.<String, Object>of("name", "web", "description", "b");

        assertThat(cloud.diff(GROUP, before, after).getDeleteBeforeReplace()).isTrue();
    }

    @Test
    void createsFirstWhatIsReplacedUnderAGivenName() {
        var before = Map.<String, Object>of("name", "web-1", "description", "a", "__defaults", List.of("name"));
        var after = Map.<String, Object>of("name", "web-1", "description", "b", "__defaults", List.of("name"));

        assertThat(cloud.diff(GROUP, before, after).getDeleteBeforeReplace()).isFalse();
    }

    @Test
    void createsWithIdsThatLookLikeAwss() {
        var vpc = cloud.create(VPC, vpc());

        assertThat(vpc.id()).matches("vpc-[0-9a-f]{17}");
        assertThat(vpc.outputs())
                .containsEntry("arn", "arn:aws:ec2:eu-west-1:100000000000:vpc/" + vpc.id())
                .containsEntry("enableDnsSupport", true);
    }

    @Test
    void tellsTheRegionOfABucketThoughThePropertyIsCalledLikeTheTemplatesOwn() {
        var bucket = cloud.create("aws:s3/bucketV2:BucketV2", Map.of("bucket", "files"));

        assertThat(bucket.outputs())
                .containsEntry("region", "eu-west-1")
                .containsEntry("bucketRegionalDomainName", "files.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void countsTheRevisionsOfATaskDefinitionAndNeverGivesOneTwice() {
        var first = cloud.create(TASK, task("256", "512"));
        cloud.delete(TASK, first);
        var second = cloud.create(TASK, task("256", "512"));

        assertThat(first.outputs()).containsEntry("revision", 1);
        assertThat(second.outputs())
                .containsEntry("revision", 2)
                .containsEntry("arn", "arn:aws:ecs:eu-west-1:100000000000:task-definition/api:2");
    }

    @Test
    void addsTheProvidersTags() {
        cloud.configure(Map.of("region", SandboxCloud.REGION, "defaultTags", "{\"tags\":{\"project\":\"holdfast\"}}"));

        assertThat(cloud.create(VPC, Map.of("cidrBlock", "10.0.0.0/16", "tags", Map.of("Name", "net")))
                        .outputs())
                .containsEntry("tagsAll", Map.of("project", "holdfast", "Name", "net"));
    }

    @Test
    void plansAnUpdateWhereTheProvidersTagsChanged() {
        var vpc = cloud.create(VPC, vpc());
        cloud.configure(Map.of("region", SandboxCloud.REGION, "defaultTags", "{\"tags\":{\"project\":\"holdfast\"}}"));

        assertThat(cloud.diff(VPC, vpc.outputs(), vpc.outputs()).getDiffsList()).containsExactly("tagsAll");
    }

    @Test
    void touchesNothingInAPreview() {
        cloud.preview(VPC, vpc());

        assertThat(cloud.resources.all()).isEmpty();
    }

    @Test
    void leavesUnknownInAPreviewWhatAwsWillCompute() {
        assertThat(cloud.preview(SUBNET, Map.of("vpcId", Wire.UNKNOWN, "cidrBlock", "10.0.0.0/24")))
                .containsEntry("vpcId", Wire.UNKNOWN)
                .containsEntry("arn", Wire.UNKNOWN)
                .containsEntry("cidrBlock", "10.0.0.0/24");
    }

    @Test
    void changesInPlaceAndKeepsWhatWasComputed() {
        var group = cloud.create(LOGS, Map.of("name", "/a", "retentionInDays", 7, "tags", Map.of("a", "b")));
        var after = cloud.update(LOGS, group, Map.of("name", "/a", "retentionInDays", 30));

        assertThat(after)
                .containsEntry("retentionInDays", 30)
                .containsEntry("arn", group.outputs().get("arn"));
        assertThat(after).doesNotContainKey("tags");
    }

    @Test
    void readsWhatIsThereAndNothingElse() {
        var vpc = cloud.create(VPC, vpc());

        assertThat(Wire.map(cloud.read(VPC, vpc.id()).getInputs())).isEqualTo(vpc());
        assertThat(cloud.read(VPC, "vpc-0").getId()).isEmpty();
    }

    @Test
    void forgetsWhatIsDeleted() {
        var vpc = cloud.create(VPC, vpc());
        cloud.delete(VPC, vpc);

        assertThat(cloud.read(VPC, vpc.id()).getId()).isEmpty();
        assertThat(cloud.resources.all()).isEmpty();
    }

    @Test
    void keepsWhatPulumiIsToldToForgetOnly() {
        var group = cloud.create(LOGS, Map.of("name", "/a", "skipDestroy", true));
        cloud.delete(LOGS, group);

        assertThat(cloud.resources.all(LOGS)).hasSize(1);
    }

    @Test
    void refusesAReferenceToAnotherAccount() {
        var vpc = cloud.create(VPC, vpc());
        var account = new OrganizationsTest.Landscape(cloud).account("dev");
        cloud.configure(Map.of(
                "region",
                SandboxCloud.REGION,
                "assumeRole",
                "{\"roleArn\":\"arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole\"}"));

        assertThatThrownBy(() -> cloud.create(SUBNET, Map.of("vpcId", vpc.id(), "cidrBlock", "10.0.0.0/24")))
                .hasMessageContaining("creating EC2 Subnet (one): operation error: InvalidVpcID.NotFound")
                .hasMessageContaining(vpc.id());
    }

    @Test
    void refusesASecondOfAName() {
        cloud.create(LOGS, Map.of("name", "/a"));

        assertThatThrownBy(() -> cloud.create(LOGS, Map.of("name", "/a")))
                .hasMessageContaining("ResourceAlreadyExistsException");
        assertThat(cloud.resources.all(LOGS)).hasSize(1);
    }

    @Test
    void refusesToDeleteWhatIsInUse() {
        var vpc = cloud.create(VPC, vpc());
        cloud.create(SUBNET, Map.of("vpcId", vpc.id(), "cidrBlock", "10.0.0.0/24"));

        assertThatThrownBy(() -> cloud.delete(VPC, vpc)).hasMessageContaining("DependencyViolation");
    }

    @Test
    void refusesToDeleteWhatIsProtected() {
        var vpc = cloud.create(VPC, vpc());
        var subnet = cloud.create(SUBNET, Map.of("vpcId", vpc.id(), "cidrBlock", "10.0.0.0/24"));
        var balancer = cloud.create(
                BALANCER, Map.of("name", "web", "subnets", List.of(subnet.id()), "enableDeletionProtection", true));

        assertThat(balancer.outputs()).containsEntry("vpcId", vpc.id());
        assertThatThrownBy(() -> cloud.delete(BALANCER, balancer)).hasMessageContaining("OperationNotPermitted");
    }

    @Test
    void refusesTwoListenerRulesOfOnePriority() {
        var vpc = cloud.create(VPC, vpc());
        var subnet = cloud.create(SUBNET, Map.of("vpcId", vpc.id(), "cidrBlock", "10.0.0.0/24"));
        var balancer = cloud.create(BALANCER, Map.of("name", "web", "subnets", List.of(subnet.id())));
        var actions = List.of(Map.of("type", "fixed-response"));
        var listener = cloud.create(
                "aws:lb/listener:Listener",
                Map.of("loadBalancerArn", balancer.id(), "port", 80, "defaultActions", actions));
        var rule = Map.<String, Object>of(
                "listenerArn", listener.id(), "priority", 10, "actions", actions, "conditions", List.of(Map.of()));
        cloud.create("aws:lb/listenerRule:ListenerRule", rule);

        assertThatThrownBy(() -> cloud.create("aws:lb/listenerRule:ListenerRule", rule))
                .hasMessageContaining("PriorityInUse: Priority '10' is currently in use");
    }

    @Test
    void refusesACpuAndMemoryPairThatFargateDoesNotSell() {
        assertThatThrownBy(() -> cloud.create(TASK, task("256", "4096")))
                .hasMessageContaining("No Fargate configuration exists for given values: 256 CPU, 4096 memory");
    }

    @Test
    void keepsTheNameOfADeletedSecretUntilItsRecoveryWindowEnds() {
        var type = "aws:secretsmanager/secret:Secret";
        cloud.delete(type, cloud.create(type, Map.of("name", "db")));

        assertThatThrownBy(() -> cloud.create(type, Map.of("name", "db")))
                .hasMessageContaining("already scheduled for deletion");
    }

    @Test
    void freesTheNameOfASecretThatIsDeletedAtOnce() {
        var type = "aws:secretsmanager/secret:Secret";
        cloud.delete(type, cloud.create(type, Map.of("name", "db", "recoveryWindowInDays", 0)));

        assertThat(cloud.create(type, Map.of("name", "db")).id()).contains(":secret:db-");
    }

    @Test
    void leavesNothingOfWhatItsBehaviourRefuses() {
        cloud = new SandboxCloud(directory, Map.of(LOGS, failing(new IllegalStateException("no"))));

        assertThatThrownBy(() -> cloud.create(LOGS, Map.of("name", "/a"))).hasMessageContaining("no");
        assertThat(cloud.resources.all()).isEmpty();
    }

    @Test
    void tellsTheEngineOfAResourceThatIsNotReadySoThatItKeepsIt() {
        cloud = new SandboxCloud(directory, Map.of(LOGS, failing(new Incomplete(Map.of("arn", "arn:x"), "too slow"))));

        assertThatThrownBy(() -> cloud.create(LOGS, Map.of("name", "/a")))
                .hasMessageContaining("too slow")
                .satisfies(error -> {
                    var failed = initFailed((StatusRuntimeException) error);
                    assertThat(failed.getId()).isEqualTo("/a");
                    assertThat(failed.getReasonsList()).containsExactly("too slow");
                    assertThat(Wire.map(failed.getProperties())).containsEntry("arn", "arn:x");
                });
        assertThat(cloud.resources.all(LOGS)).hasSize(1);
    }

    @Test
    void keepsTheCloudsOwnOutputsFromTheEngine() {
        var vpc = cloud.create(VPC, vpc());
        var subnet = cloud.create(SUBNET, Map.of("vpcId", vpc.id(), "cidrBlock", "10.0.0.0/24"));
        var balancer = cloud.create(BALANCER, Map.of("name", "web", "subnets", List.of(subnet.id())));

        assertThat(balancer.outputs()).doesNotContainKey("_key");
        assertThat(cloud.resources.all(BALANCER).get(0).outputs()).containsKey("_key");
    }

    @Test
    void remembersEverythingAfterARestart() {
        var vpc = cloud.create(VPC, vpc());
        cloud = new SandboxCloud(directory);

        assertThat(Wire.map(cloud.read(VPC, vpc.id()).getProperties())).isEqualTo(vpc.outputs());
    }

    @Test
    void sweepsAwayWhatWasBeingCreatedWhenTheCloudDied() {
        cloud.resources.put(new Resource(VPC, "1", "eu-west-1", "vpc-1", Map.of(), Map.of("_creating", true)));
        cloud = new SandboxCloud(directory);

        assertThat(cloud.resources.all()).isEmpty();
    }

    private static ErrorResourceInitFailed initFailed(StatusRuntimeException error) throws Exception {
        var key = Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
        return com.google.rpc.Status.parseFrom(error.getTrailers().get(key))
                .getDetails(0)
                .unpack(ErrorResourceInitFailed.class);
    }

    private static Behaviour failing(RuntimeException failure) {
        return new Behaviour() {
            @Override
            public Map<String, Object> create(Resource resource, Report report) {
                throw failure;
            }

            @Override
            public Map<String, Object> update(Resource before, Resource after, Report report) {
                throw failure;
            }

            @Override
            public void delete(Resource resource, Report report) {
                throw failure;
            }
        };
    }

    private static Map<String, Object> vpc() {
        return Map.of("cidrBlock", "10.0.0.0/16");
    }

    private static Map<String, Object> task(String cpu, String memory) {
        return Map.of(
                "family",
                "api",
                "containerDefinitions",
                "[]",
                "requiresCompatibilities",
                List.of("FARGATE"),
                "networkMode",
                "awsvpc",
                "cpu",
                cpu,
                "memory",
                memory);
    }
}
