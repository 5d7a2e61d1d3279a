package dev.holdfast.sandbox.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The services that have access to the organization, and the accounts that administer them in the management account's place. */
final class TrustedServices {
    private static final String ORGANIZATION = "aws:organizations/organization:Organization";
    private static final String ACCOUNT = "aws:organizations/account:Account";
    private static final String DELEGATED = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
    private static final String PRINCIPALS = "awsServiceAccessPrincipals";

    private final Resources resources;

    TrustedServices(Resources resources) {
        this.resources = resources;
    }

    Optional<Resource> organization() {
        return resources.all(ORGANIZATION).stream().findFirst();
    }

    boolean trusts(String service) {
        return organization()
                .filter(one -> one.texts(PRINCIPALS).contains(service))
                .isPresent();
    }

    /** Gives a service access, as some services do by themselves when they get an administrator. */
    void trust(String service) {
        organization().filter(one -> !trusts(service)).ifPresent(one -> {
            var all = new TreeSet<>(one.texts(PRINCIPALS));
            all.add(service);
            resources.put(one.with(Map.of(PRINCIPALS, List.copyOf(all))));
        });
    }

    boolean isMember(String account) {
        return resources.all(ACCOUNT).stream()
                .anyMatch(one -> one.id().equals(account)
                        && one.text("status").filter("ACTIVE"::equals).isPresent());
    }

    /** Whether an account is registered as the administrator of a service. */
    boolean administers(String account, String service) {
        return account.equals(Organizations.MANAGEMENT_ACCOUNT)
                || delegations()
                        .anyMatch(one ->
                                one.text("accountId").filter(account::equals).isPresent()
                                        && one.text("servicePrincipal")
                                                .filter(service::equals)
                                                .isPresent());
    }

    private Stream<Resource> delegations() {
        return resources.all(DELEGATED).stream();
    }

    /** The behaviour of a registration. */
    Behaviour delegation() {
        return new Delegation();
    }

    private final class Delegation implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            var account = resource.text("accountId").orElse("");
            var service = resource.text("servicePrincipal").orElse("");
            if (!resource.account().equals(Organizations.MANAGEMENT_ACCOUNT)) {
                throw new AwsException(
                        "AccessDeniedException",
                        "You don't have permissions to access this resource: only the management" + " account "
                                + Organizations.MANAGEMENT_ACCOUNT + " registers administrators.");
            }
            if (!trusts(service)) {
                throw new AwsException(
                        "ConstraintViolationException",
                        "SERVICE_ACCESS_NOT_ENABLED: You attempted to register a delegated administrator before you"
                                + " enabled service access. Add " + service
                                + " to the organization's awsServiceAccessPrincipals first.");
            }
            if (!isMember(account)) {
                throw new AwsException(
                        "AccountNotFoundException", "You specified an account that doesn't exist: " + account);
            }
            return Map.of(
                    "arn",
                    resources.all(ACCOUNT).stream()
                            .filter(one -> one.id().equals(account))
                            .flatMap(one -> one.arn().stream())
                            .findFirst()
                            .orElse(""));
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            return Map.of();
        }

        @Override
        public void delete(Resource resource, Report report) {}
    }
}
