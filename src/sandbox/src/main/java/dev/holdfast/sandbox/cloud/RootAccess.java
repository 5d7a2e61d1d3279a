package dev.holdfast.sandbox.cloud;

import java.util.Map;

/** Central management of the member accounts' root users. */
final class RootAccess implements Behaviour {
    private final Organizations organizations;

    RootAccess(Organizations organizations) {
        this.organizations = organizations;
    }

    @Override
    public Map<String, Object> create(Resource resource, Report report) {
        Organizations.refuseMember(resource);
        organizations.refuseWithoutAccess(
                "iam.amazonaws.com",
                "ServiceAccessNotEnabled",
                "The request was rejected because trusted access is not enabled for IAM in Organizations.");
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return create(after, report);
    }

    @Override
    public void delete(Resource resource, Report report) {
        // The accounts have their root users back.
    }
}
