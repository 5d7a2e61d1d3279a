package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.provider.SandboxCloud.Created;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationPoliciesTest {
    private static final String ORGANIZATION = "aws:organizations/organization:Organization";
    private static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
    private static final String POLICY = "aws:organizations/policy:Policy";
    private static final String ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
    private static final String SCP = "SERVICE_CONTROL_POLICY";
    private static final String RCP = "RESOURCE_CONTROL_POLICY";
    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"%s}}";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;
    private Created organization;
    private String root;

    @BeforeEach
    void createOrganization() {
        cloud = new SandboxCloud(directory);
        organization = cloud.create(ORGANIZATION, Map.of("enabledPolicyTypes", List.of(SCP, RCP, "TAG_POLICY")));
        root = ((Map<?, ?>) ((List<?>) organization.outputs().get("roots")).get(0))
                .get("id")
                .toString();
    }

    @Test
    void keepsAPolicyAndItsAttachment() {
        var policy = policy("deny", SCP, DENY.formatted(""));
        var attachment = attach(policy, root);

        assertThat(policy.outputs().get("arn").toString())
                .matches("arn:aws:organizations::\\d{12}:policy/o-[a-z0-9]+/service_control_policy/" + policy.id());
        assertThat(attachment.id()).isEqualTo(root + ":" + policy.id());
        assertThat(cloud.read(ATTACHMENT, attachment.id()).getId()).isEqualTo(attachment.id());
    }

    @Test
    void changesAPolicyInPlaceAndReplacesItForAnotherType() {
        var policy = policy("deny", SCP, DENY.formatted(""));
        var longer = Map.<String, Object>of("name", "deny", "type", SCP, "content", DENY.formatted(",\"Sid\":\"S3\""));

        assertThat(cloud.diff(POLICY, policy.inputs(), longer).getReplacesList())
                .isEmpty();
        assertThat(cloud.update(POLICY, policy, longer).get("content").toString())
                .contains("S3");
        var other = Map.<String, Object>of("name", "deny", "type", RCP, "content", DENY.formatted(""));
        assertThat(cloud.diff(POLICY, policy.inputs(), other).getReplacesList()).containsExactly("type");
    }

    @Test
    void seesNoChangeInOtherWhiteSpace() {
        var policy = policy("deny", SCP, DENY.formatted(""));
        var spaced = Map.<String, Object>of(
                "name", "deny", "type", SCP, "content", DENY.formatted("").replace(",", " , "));
        assertThat(cloud.diff(POLICY, policy.inputs(), spaced).getDiffsList()).doesNotContain("content");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SERVICE_CONTROL_POLICY | {\"tags\":{}} | has the element Statement",
                "SERVICE_CONTROL_POLICY | {\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\"}} | no principal",
                "RESOURCE_CONTROL_POLICY | {\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:*\"}} | to the principal *",
                "RESOURCE_CONTROL_POLICY | {\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\"}} | named services",
                "RESOURCE_CONTROL_POLICY | {\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"NotAction\":\"s3:*\"}} | named services",
                "RESOURCE_CONTROL_POLICY | {\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\"}} | denies",
                "TAG_POLICY | {\"Tags\":{}} | has the element tags"
            })
    void refusesAPolicyThatIsNoneOfItsType(String type, String content, String why) {
        assertThatThrownBy(() -> policy("wrong", type, content))
                .hasMessageContaining("MalformedPolicyDocumentException")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"SERVICE_CONTROL_POLICY, 10240", "RESOURCE_CONTROL_POLICY, 5120", "TAG_POLICY, 10000"})
    void refusesAPolicyThatIsTooLong(String type, int most) {
        assertThatCode(() -> policy("fits", type, padded(type, most))).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy("long", type, padded(type, most + 1)))
                .hasMessageContaining("ConstraintViolationException")
                .hasMessageContaining("POLICY_CONTENT_LIMIT_EXCEEDED")
                .hasMessageContaining("long has " + (most + 1) + " characters");
    }

    @Test
    void refusesAChangeThatMakesAPolicyTooLong() {
        var policy = policy("deny", SCP, DENY.formatted(""));
        var longer = Map.<String, Object>of("name", "deny", "type", SCP, "content", padded(SCP, 10_241));
        assertThatThrownBy(() -> cloud.update(POLICY, policy, longer))
                .hasMessageContaining("POLICY_CONTENT_LIMIT_EXCEEDED");
    }

    @Test
    void refusesTwoPoliciesOfOneName() {
        policy("deny", SCP, DENY.formatted(""));
        assertThatThrownBy(() -> policy("deny", SCP, DENY.formatted("")))
                .hasMessageContaining("DuplicatePolicyException");
    }

    @Test
    void refusesASecondAttachmentToOneTarget() {
        var policy = policy("deny", SCP, DENY.formatted(""));
        attach(policy, root);
        assertThatThrownBy(() -> attach(policy, root)).hasMessageContaining("DuplicatePolicyAttachmentException");
    }

    @Test
    void refusesAPolicyWhoseTypeIsNotEnabled() {
        var policy = policy("ai", "AISERVICES_OPT_OUT_POLICY", "{\"services\":{}}");
        assertThatThrownBy(() -> attach(policy, root))
                .hasMessageContaining("PolicyTypeNotEnabledException")
                .hasMessageContaining("AISERVICES_OPT_OUT_POLICY");
    }

    @Test
    void refusesMorePoliciesOnOneTargetThanTheQuota() {
        for (int number = 0; number < 4; number++) {
            attach(rcp("rcp" + number), root);
        }
        var unit = cloud.create(UNIT, Map.of("name", "Workloads", "parentId", root));
        var fifth = rcp("fifth");

        assertThatThrownBy(() -> attach(fifth, root))
                .hasMessageContaining("MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED")
                .hasMessageContaining(root + " has 4");
        assertThatCode(() -> attach(fifth, unit.id())).doesNotThrowAnyException();
        assertThatCode(() -> attach(policy("scp", SCP, DENY.formatted("")), root))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesATargetThatDoesNotExist() {
        var policy = policy("deny", SCP, DENY.formatted(""));
        assertThatThrownBy(() -> attach(policy, "ou-hf01-nowhere1")).hasMessageContaining("TargetNotFoundException");
    }

    @Test
    void refusesAPolicyThatDoesNotExist() {
        assertThatThrownBy(() -> cloud.create(ATTACHMENT, Map.of("policyId", "p-nowhere123", "targetId", root)))
                .hasMessageContaining("PolicyNotFoundException");
    }

    @Test
    void deletesAPolicyOnlyWhenItIsDetached() {
        var policy = policy("deny", SCP, DENY.formatted(""));
        var attachment = attach(policy, root);

        assertThatThrownBy(() -> cloud.delete(POLICY, policy))
                .hasMessageContaining("PolicyInUseException")
                .hasMessageContaining(root);
        cloud.delete(ATTACHMENT, attachment);
        cloud.delete(POLICY, policy);
        assertThat(cloud.read(POLICY, policy.id()).getId()).isEmpty();
    }

    private Created rcp(String name) {
        return policy(name, RCP, DENY.formatted(",\"Principal\":\"*\""));
    }

    private Created policy(String name, String type, String content) {
        return cloud.create(POLICY, Map.of("name", name, "type", type, "content", content));
    }

    private Created attach(Created policy, String target) {
        return cloud.create(ATTACHMENT, Map.of("policyId", policy.id(), "targetId", target));
    }

    private static String padded(String type, int length) {
        var content = type.equals("TAG_POLICY")
                ? "{\"tags\":{}}"
                : DENY.formatted(type.equals(RCP) ? ",\"Principal\":\"*\"" : "");
        return content + " ".repeat(length - content.length());
    }
}
