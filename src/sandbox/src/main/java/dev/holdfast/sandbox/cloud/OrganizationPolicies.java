package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of AWS Organizations and where they are attached. They are checked as AWS checks them, and kept; no call in
 * this cloud is decided by them.
 */
final class OrganizationPolicies {
    private static final String POLICY = "aws:organizations/policy:Policy";
    private static final String ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What AWS says of a type of policy: "Quotas and service limits for AWS Organizations".
     *
     * @param topLevel the element that every policy of the type has
     * @param characters how long a policy may be
     * @param perTarget how many the root, a unit or an account may have, without those that AWS attaches itself
     */
    private record Rule(String topLevel, int characters, int perTarget) {}

    private static final Map<String, Rule> RULES = Map.of(
            "SERVICE_CONTROL_POLICY", new Rule("Statement", 10_240, 9),
            "RESOURCE_CONTROL_POLICY", new Rule("Statement", 5_120, 4),
            "DECLARATIVE_POLICY_EC2", new Rule("ec2_attributes", 10_000, 10),
            "TAG_POLICY", new Rule("tags", 10_000, 10),
            "BACKUP_POLICY", new Rule("plans", 10_000, 10),
            "CHATBOT_POLICY", new Rule("chatbot", 10_000, 5),
            "AISERVICES_OPT_OUT_POLICY", new Rule("services", 2_500, 5));

    private final Resources resources;
    private final Organizations organizations;

    OrganizationPolicies(Resources resources, Organizations organizations) {
        this.resources = resources;
        this.organizations = organizations;
    }

    /** What happens to policies and attachments. */
    Map<String, Behaviour> behaviours() {
        return Map.of(POLICY, new OfPolicy(), ATTACHMENT, new OfAttachment());
    }

    private static String type(Resource policy) {
        return policy.text("type").orElseThrow();
    }

    private static void refuseContent(Resource policy) {
        var content = policy.text("content").orElse("");
        var rule = RULES.get(type(policy));
        if (content.length() > rule.characters()) {
            throw new AwsException(
                    "ConstraintViolationException",
                    "POLICY_CONTENT_LIMIT_EXCEEDED: You attempted to create a policy that is larger than the maximum size: "
                            + policy.text("name").orElse("") + " has " + content.length() + " characters, a "
                            + type(policy) + " may have " + rule.characters() + ".");
        }
        var document = document(content);
        if (!document.path(rule.topLevel()).isContainerNode()) {
            throw malformed("a " + type(policy) + " has the element " + rule.topLevel() + ": " + content);
        }
        var statement = document.path("Statement");
        (statement.isArray() ? statement : List.of(statement)).forEach(one -> refuseStatement(type(policy), one));
    }

    /** "SCP syntax" and "RCP syntax". */
    private static void refuseStatement(String type, JsonNode statement) {
        if (type.equals("SERVICE_CONTROL_POLICY") && (statement.has("Principal") || statement.has("NotPrincipal"))) {
            throw malformed("a service control policy has no principal: " + statement);
        }
        if (type.equals("RESOURCE_CONTROL_POLICY")
                && (!statement.path("Effect").asText().equals("Deny")
                        || !statement.path("Principal").asText().equals("*")
                        || !statement.has("Action")
                        || statement.path("Action").asText().equals("*"))) {
            throw malformed(
                    "a resource control policy denies, to the principal *, actions of named services: " + statement);
        }
    }

    private static JsonNode document(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException invalid) {
            throw malformed(invalid.getOriginalMessage());
        }
    }

    private static AwsException malformed(String why) {
        return new AwsException(
                "MalformedPolicyDocumentException",
                "The provided policy document does not meet the requirements of the specified policy type: " + why);
    }

    private final class OfPolicy implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            Organizations.refuseMember(resource);
            refuseContent(resource);
            var arn = "arn:aws:organizations::%s:policy/%s/%s/%s"
                    .formatted(
                            resource.account(),
                            organizations.organization().id(),
                            type(resource).toLowerCase(Locale.ROOT),
                            resource.id());
            return Map.of("arn", arn);
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            refuseContent(after);
            return Map.of();
        }

        @Override
        public void delete(Resource resource, Report report) {
            // The catalogue refuses it while the policy is attached.
        }
    }

    private final class OfAttachment implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            Organizations.refuseMember(resource);
            var target = resource.text("targetId").orElse("");
            if (!organizations.contains(target)) {
                throw new AwsException(
                        "TargetNotFoundException",
                        "We can't find a root, OU, or account with the TargetId that you specified: " + target + ".");
            }
            policy(resource).ifPresent(policy -> refuse(resource, type(policy), target));
            return Map.of();
        }

        private void refuse(Resource resource, String type, String target) {
            if (!organizations.organization().texts("enabledPolicyTypes").contains(type)) {
                throw new AwsException(
                        "PolicyTypeNotEnabledException",
                        "The specified policy type isn't currently enabled in this root: " + type
                                + ". Add it to the organization's enabledPolicyTypes.");
            }
            var attached = resources.all(ATTACHMENT).stream()
                    .filter(other -> !other.id().equals(resource.id()))
                    .filter(other ->
                            other.text("targetId").filter(target::equals).isPresent())
                    .filter(other ->
                            policy(other).filter(one -> type(one).equals(type)).isPresent())
                    .count();
            var most = RULES.get(type).perTarget();
            if (attached >= most) {
                throw new AwsException(
                        "ConstraintViolationException",
                        "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: You attempted to exceed the number of policies of a"
                                + " certain type that can be attached to an entity at one time: " + target + " has "
                                + attached + " of the type " + type + " already, beside those of AWS.");
            }
        }

        private Optional<Resource> policy(Resource attachment) {
            return resources.all(POLICY).stream()
                    .filter(policy -> attachment
                            .text("policyId")
                            .filter(policy.id()::equals)
                            .isPresent())
                    .findFirst();
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            return Map.of();
        }

        @Override
        public void delete(Resource resource, Report report) {
            // Detached: nothing else holds it.
        }
    }
}
