package dev.holdfast.sandbox.cloud;

import java.util.Map;

/** Whom AWS writes to about an account, besides its own address. */
final class AlternateContact implements Behaviour {
    private final Organizations organizations;

    AlternateContact(Organizations organizations) {
        this.organizations = organizations;
    }

    @Override
    public Map<String, Object> create(Resource resource, Report report) {
        resource.text("accountId").ifPresent(account -> {
            Organizations.refuseMember(resource);
            organizations.refuseWithoutAccess(
                    "account.amazonaws.com",
                    "AccessDeniedException",
                    "User: arn:aws:iam::" + Organizations.MANAGEMENT_ACCOUNT
                            + ":user/holdfast is not authorized to perform:"
                            + " account:PutAlternateContact (Your organization must first enable trusted access with"
                            + " AWS Account Management.)");
            if (account.equals(Organizations.MANAGEMENT_ACCOUNT) || !organizations.has(account)) {
                throw new AwsException(
                        "AccessDeniedException",
                        "account:PutAlternateContact names account " + account
                                + ", which is no active member of the"
                                + " organization; the management account is not to be named");
            }
        });
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return create(after, report);
    }

    @Override
    public void delete(Resource resource, Report report) {
        // AWS writes to the account's own address again.
    }
}
