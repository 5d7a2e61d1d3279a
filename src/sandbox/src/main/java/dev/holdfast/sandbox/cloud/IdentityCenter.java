package dev.holdfast.sandbox.cloud;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** IAM Identity Center: off until a person enables it, as no API does in a management account. */
public final class IdentityCenter {
    /** A group of people. */
    public static final String GROUP = "aws:identitystore/group:Group";

    /** What a person enables: no resource of Pulumi's. */
    static final String INSTANCE = "aws:ssoadmin/instance:Instance";

    private static final String PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";
    private static final String ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";

    private final Resources resources;
    private final Organizations organizations;

    /** Opens what an earlier run left. */
    public IdentityCenter(Resources resources, Organizations organizations) {
        this.resources = resources;
        this.organizations = organizations;
    }

    /** The organization's instance, if a person has enabled it. */
    public static Optional<Resource> instance(Resources resources) {
        return resources.all(INSTANCE).stream().findFirst();
    }

    /** What happens to its resources. */
    public Map<String, Behaviour> behaviours() {
        return Map.of(
                PERMISSION_SET, new Checked(this::refuseWithoutInstance),
                GROUP, new Checked(this::refuseWithoutStore),
                ASSIGNMENT, new Checked(this::refuseAssignment),
                INSTANCE, new Checked(instance -> {}));
    }

    /**
     * Does what a person does in the console: enables it for the organization, in a region. Where it is enabled, nothing.
     *
     * @return its ARN
     * @throws AwsException if there is no organization yet, or it is enabled in another region
     */
    public synchronized String enable(String region) {
        var enabled = instance(resources);
        if (enabled.isPresent()) {
            if (!enabled.get().region().equals(region)) {
                throw new AwsException(
                        "ConflictException",
                        "IAM Identity Center is enabled in " + enabled.get().region()
                                + "; an organization has it in one region, and deletes it there before another");
            }
            return enabled.get().id();
        }
        organizations.refuseWithoutAccess(
                "sso.amazonaws.com",
                "AccessDeniedException",
                "IAM Identity Center cannot be enabled while its access to the organization is switched off");
        var arn = "arn:aws:sso:::instance/ssoins-" + random(16);
        resources.put(new Resource(
                INSTANCE,
                Organizations.MANAGEMENT_ACCOUNT,
                region,
                arn,
                Map.of(),
                Map.of("arn", arn, "name", "IAM Identity Center", "identityStoreId", "d-" + random(10))));
        return arn;
    }

    private void refuseWithoutInstance(Resource resource) {
        var arn = resource.text("instanceArn").orElse("");
        if (instance(resources).filter(one -> one.id().equals(arn)).isEmpty()) {
            throw new AwsException("ResourceNotFoundException", "SSO Instance with instanceArn " + arn + " not found");
        }
    }

    private void refuseWithoutStore(Resource resource) {
        var id = resource.text("identityStoreId").orElse("");
        if (instance(resources)
                .flatMap(one -> one.text("identityStoreId"))
                .filter(id::equals)
                .isEmpty()) {
            throw new AwsException("ResourceNotFoundException", "IDENTITY_STORE not found: " + id);
        }
    }

    private void refuseAssignment(Resource resource) {
        refuseWithoutInstance(resource);
        var principal = resource.text("principalId").orElse("");
        var isGroup = resources.all(GROUP).stream()
                .anyMatch(
                        group -> group.text("groupId").filter(principal::equals).isPresent());
        if (!isGroup) {
            throw new AwsException(
                    "ResourceNotFoundException", "Principal " + principal + " is not found in the identity store");
        }
        var target = resource.text("targetId").orElse("");
        if (!organizations.has(target)) {
            throw new AwsException(
                    "ResourceNotFoundException", "Account " + target + " is no active account of the organization");
        }
    }

    private static String random(int digits) {
        var bytes = new byte[digits / 2];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private interface Check {
        void refuse(Resource resource);
    }

    /** What is remembered, if nothing speaks against it. */
    private record Checked(Check check) implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            check.refuse(resource);
            return Map.of();
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            check.refuse(after);
            return Map.of();
        }

        @Override
        public void delete(Resource resource, Report report) {
            // Nothing runs.
        }
    }
}
