package dev.holdfast.organization.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Tags;
import dev.holdfast.organization.Unit;
import dev.holdfast.testkit.Cloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailsTest {
    private static final String POLICY = "aws:organizations/policy:Policy";
    private static final String ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
    private static final String ID = "o-a1b2c3d4e5";

    /** An account that joins lies in the root, and what it brings must not break. */
    @Test
    void attachesToTheRootOnlyWhatBreaksNothing() {
        assertThat(attachments().get("r-1234")).containsExactlyInAnyOrder("membership", "tags", "ai-opt-out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY", "INFRASTRUCTURE", "WORKLOADS"})
    void attachesToEveryUnitThatHoldfastShapes(String unit) {
        assertThat(attachments().get("ou-" + unit))
                .contains(
                        "root-user",
                        "regions",
                        "audit",
                        "ci-trust",
                        "iam-users",
                        "encryption",
                        "data-perimeter",
                        "secure-transport",
                        "ec2-instances");
    }

    @Test
    void attachesToProductionWhatKeepsItsState() {
        assertThat(attachments().get("ou-PRODUCTION")).containsExactly("stateful-deletion");
    }

    @Test
    void keepsTheDataOfSuspendedAccountsWithinThePerimeter() {
        assertThat(attachments().get("ou-SUSPENDED"))
                .containsExactlyInAnyOrder("suspension", "data-perimeter", "secure-transport");
    }

    @Test
    void attachesNothingElsewhere() {
        assertThat(attachments().keySet())
                .containsExactlyInAnyOrder(
                        "r-1234", "ou-SECURITY", "ou-INFRASTRUCTURE", "ou-WORKLOADS", "ou-PRODUCTION", "ou-SUSPENDED");
    }

    /** It would cut off the load balancers. */
    @Test
    void cutsOnlySecurityAndInfrastructureOffTheInternet() {
        assertThat(attachments())
                .satisfies(all -> assertThat(all.entrySet().stream()
                                .filter(target -> target.getValue().contains("vpc-internet"))
                                .map(Map.Entry::getKey))
                        .containsExactlyInAnyOrder("ou-SECURITY", "ou-INFRASTRUCTURE"));
        assertThat(declared().all(POLICY))
                .filteredOn(policy -> policy.inputs().get("content").toString().contains("vpc_block_public_access"))
                .extracting(Cloud.Seen::name)
                .containsExactly("guardrails-vpc-internet");
    }

    /** AWS answers concurrent changes with ConcurrentModificationException. */
    @Test
    void changesTheOrganizationOneStepAfterTheOther() {
        var previous = "pulumi:providers:aws::accounts";
        for (var step : steps(declared())) {
            assertThat(step.dependsOn()).as(step.name()).containsExactly(previous);
            previous = step.type() + "::" + step.name();
        }
    }

    @Test
    void namesEveryPolicyAsTheLandingZones() {
        assertThat(declared().all(POLICY))
                .allSatisfy(policy -> assertThat(policy.inputs().get("name").toString())
                        .startsWith("holdfast-organization-")
                        .hasSizeLessThanOrEqualTo(128))
                .extracting(policy -> policy.inputs().get("name"))
                .doesNotHaveDuplicates();
    }

    @Test
    void belongsToItsComponent() {
        assertThat(steps(declared()))
                .allSatisfy(step -> assertThat(step.parent()).contains("holdfast:organization:Guardrails::guardrails"));
    }

    @Test
    void keepsTheDataOfThisOrganization() {
        assertThat(content("data-perimeter").toString()).contains("\"aws:PrincipalOrgID\":\"" + ID + "\"");
    }

    @Test
    void sendsNoWhiteSpaceWhichWouldCount() {
        assertThat(declared().all(POLICY)).allSatisfy(policy -> {
            var sent = policy.inputs().get("content").toString();
            var gson = new GsonBuilder().disableHtmlEscaping().create();
            assertThat(sent).isEqualTo(gson.toJson(gson.fromJson(sent, JsonElement.class)));
        });
    }

    @Test
    void sendsTheSameAtEveryUpdate() {
        assertThat(contents()).isEqualTo(contents());
    }

    @Test
    void enablesEveryTypeThatItUses() {
        assertThat(declared().all(POLICY))
                .extracting(policy -> policy.inputs().get("type"))
                .hasSameElementsAs(Set.<Object>copyOf(Guardrails.policyTypes()));
    }

    /** "SCP syntax": a service control policy has no principal, and what allows would have to allow everything. */
    @Test
    void writesServiceControlPoliciesThatOnlyDeny() {
        assertThat(statements("SERVICE_CONTROL_POLICY")).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.get("Effect").getAsString()).isEqualTo("Deny");
            assertThat(statement.keySet()).doesNotContain("Principal", "NotPrincipal", "NotResource");
        });
    }

    /** "RCP syntax": principal *, no NotAction, and no action without its service, which must support such policies. */
    @Test
    void writesResourceControlPoliciesAsAwsTakesThem() {
        assertThat(statements("RESOURCE_CONTROL_POLICY")).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.get("Effect").getAsString()).isEqualTo("Deny");
            assertThat(statement.get("Principal").getAsString()).isEqualTo("*");
            assertThat(statement.keySet()).doesNotContain("NotAction", "NotPrincipal");
            assertThat(texts(statement.get("Action")))
                    .allMatch(action -> action.matches("(dynamodb|ecr|kms|s3|secretsmanager|sqs|sts):.+"));
        });
    }

    @Test
    void givesEveryStatementANameOfItsOwn() {
        for (var policy : declared().all(POLICY)) {
            assertThat(statements(policy))
                    .extracting(statement -> statement.get("Sid").getAsString())
                    .allMatch(sid -> sid.matches("[A-Za-z0-9]+"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void requiresImdsV2AndClosesWhatWouldBePublic() {
        var attributes = content("ec2-instances").getAsJsonObject("ec2_attributes");
        var metadata = attributes.getAsJsonObject("instance_metadata_defaults");
        assertThat(assigned(metadata, "http_tokens")).isEqualTo("required");
        assertThat(assigned(metadata, "http_tokens_enforced")).isEqualTo("enabled");
        assertThat(assigned(metadata, "http_put_response_hop_limit")).isEqualTo("2");
        assertThat(assigned(attributes.getAsJsonObject("image_block_public_access"), "state"))
                .isEqualTo("block_new_sharing");
        assertThat(assigned(attributes.getAsJsonObject("snapshot_block_public_access"), "state"))
                .isEqualTo("block_all_sharing");
        assertThat(assigned(attributes.getAsJsonObject("serial_console_access"), "status"))
                .isEqualTo("disabled");
    }

    @Test
    void closesTheInternetWithoutExclusions() {
        var block = content("vpc-internet")
                .getAsJsonObject("ec2_attributes")
                .getAsJsonObject("vpc_block_public_access")
                .getAsJsonObject("internet_gateway_block");
        assertThat(assigned(block, "mode")).isEqualTo("block_bidirectional");
        assertThat(assigned(block, "exclusions_allowed")).isEqualTo("disabled");
    }

    @Test
    void reportsTagsThatAreWrittenInAnotherWayAndRefusesNone() {
        var tags = content("tags").getAsJsonObject("tags");
        assertThat(tags.keySet()).isEqualTo(Tags.keys());
        assertThat(assigned(tags.getAsJsonObject("project"), "tag_key")).isEqualTo("project");
        assertThat(tags.toString()).doesNotContain("enforced_for");
    }

    @Test
    void optsOutOfEveryAiServiceForGood() {
        var byDefault = content("ai-opt-out").getAsJsonObject("services").getAsJsonObject("default");
        assertThat(assigned(byDefault, "opt_out_policy")).isEqualTo("optOut");
        assertThat(content("ai-opt-out")
                        .toString()
                        .split("\"@@operators_allowed_for_child_policies\":\\[\"@@none\"]", -1))
                .hasSize(3 + 1);
    }

    @Test
    void staysWithinTheQuotasWithTheLongestInputs() {
        var everyRegion = new ArrayList<String>();
        for (int number = 0; number < 40; number++) {
            everyRegion.add("ap-southeast-" + number);
        }
        everyRegion.addAll(List.of("eu-central-1", "eu-west-1", "us-east-1", "us-west-2", "ap-northeast-1"));
        var longest = Guardrails.all(Output.of("o-" + "x".repeat(32)), everyRegion, Optional.of("x".repeat(39)));
        Quotas.check(longest);
        assertThat(longest)
                .allSatisfy(guardrail -> assertThat(guardrail.size())
                        .as(guardrail.name())
                        .isPositive()
                        .isLessThanOrEqualTo(guardrail.type().characters()));
    }

    @Test
    void refusesRegionsWithoutItsOwnBeforeAnythingIsSent() {
        assertThatThrownBy(() -> args(List.of("eu-west-1"), unitIds()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[eu-west-1]")
                .hasMessageContaining("'eu-central-1'");
    }

    @Test
    void refusesUnitsWithoutAnId() {
        var some = new HashMap<>(unitIds());
        some.remove(Unit.SUSPENDED);
        assertThatThrownBy(() -> args(List.of("eu-central-1"), some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ids of all units");
    }

    private static Cloud declared() {
        return new Cloud().run(ctx -> {
            var accounts = new Provider("accounts");
            new Guardrails(
                    "guardrails", args(List.of("eu-central-1"), unitIds(), accounts), ComponentResourceOptions.Empty);
        });
    }

    private static Guardrails.Args args(List<String> regions, Map<Unit, Output<String>> unitIds, Resource... after) {
        return new Guardrails.Args(
                Output.of(ID),
                Output.of("r-1234"),
                unitIds,
                regions,
                "eu-central-1",
                Optional.of("acme"),
                List.of(after));
    }

    private static Map<Unit, Output<String>> unitIds() {
        return Arrays.stream(Unit.values())
                .collect(Collectors.toMap(unit -> unit, unit -> Output.of("ou-" + unit.name())));
    }

    private static List<Cloud.Seen> steps(Cloud cloud) {
        return cloud.all().stream()
                .filter(one -> one.type().equals(POLICY) || one.type().equals(ATTACHMENT))
                .toList();
    }

    /** The names of the guardrails that are attached to each target. */
    private static Map<Object, Set<String>> attachments() {
        return declared().all(ATTACHMENT).stream()
                .collect(Collectors.groupingBy(
                        one -> one.inputs().get("targetId"),
                        Collectors.mapping(
                                one -> one.inputs().get("policyId").toString().replaceAll("^guardrails-|-id$", ""),
                                Collectors.toSet())));
    }

    private static Map<String, Object> contents() {
        return declared().all(POLICY).stream()
                .collect(Collectors.toMap(
                        Cloud.Seen::name, one -> one.inputs().get("content"), (a, b) -> a, TreeMap::new));
    }

    private static JsonObject content(String guardrail) {
        return new Gson().fromJson(contents().get("guardrails-" + guardrail).toString(), JsonObject.class);
    }

    private static String assigned(JsonObject object, String key) {
        return object.getAsJsonObject(key).get("@@assign").getAsString();
    }

    private static List<JsonObject> statements(String type) {
        return declared().all(POLICY).stream()
                .filter(policy -> policy.inputs().get("type").equals(type))
                .flatMap(policy -> statements(policy).stream())
                .toList();
    }

    private static List<JsonObject> statements(Cloud.Seen policy) {
        var all = new ArrayList<JsonObject>();
        var statement = new Gson()
                .fromJson(policy.inputs().get("content").toString(), JsonObject.class)
                .get("Statement");
        if (statement != null && statement.isJsonArray()) {
            statement.getAsJsonArray().forEach(one -> all.add(one.getAsJsonObject()));
        } else if (statement != null) {
            all.add(statement.getAsJsonObject());
        }
        return all;
    }

    private static List<String> texts(JsonElement element) {
        var all = new ArrayList<String>();
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(one -> all.add(one.getAsString()));
        } else {
            all.add(element.getAsString());
        }
        return all;
    }
}
