package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import com.pulumi.aws.organizations.OrganizationsFunctions;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The organization as AWS has it when an update begins. What can be done in an account depends on whether it exists; the
 * program asks once, before it declares anything.
 *
 * @param id the organization's id
 * @param managementAccountId the account that pays and that nothing else runs in
 * @param accounts all accounts but that one, closed ones too as long as AWS lists them, which is 90 days
 */
public record ExistingOrganization(String id, String managementAccountId, List<Account> accounts) {
    /**
     * What the provider's message ends with where AWS answers AWSOrganizationsNotInUseException; its findOrganization
     * makes a "not found" of that.
     */
    private static final List<String> NO_ORGANIZATION =
            List.of("couldn't find resource", "AWSOrganizationsNotInUseException");

    /**
     * An account that AWS knows.
     *
     * @param status {@code ACTIVE}, {@code SUSPENDED}, {@code PENDING_CLOSURE} or {@code PENDING_ACTIVATION}
     */
    public record Account(String id, String name, String email, String status) {
        /** Whether it can be worked in. */
        public boolean active() {
            return status.equals("ACTIVE");
        }
    }

    public ExistingOrganization {
        accounts = List.copyOf(accounts);
    }

    /**
     * Asks AWS; empty if the caller's account is in no organization yet.
     *
     * @throws CompletionException if AWS gives another answer: to take that for "no accounts" would plan the deletion of
     *     everything in them
     */
    static Optional<ExistingOrganization> read(Provider management) {
        try {
            var found = OrganizationsFunctions.getOrganizationPlain(
                            InvokeArgs.Empty,
                            InvokeOptions.builder().provider(management).build())
                    .join();
            return Optional.of(new ExistingOrganization(
                    found.id(),
                    found.masterAccountId(),
                    found.nonMasterAccounts().stream()
                            .map(account ->
                                    new Account(account.id(), account.name(), account.email(), account.status()))
                            .toList()));
        } catch (CompletionException e) {
            if (NO_ORGANIZATION.stream().anyMatch(String.valueOf(e.getMessage())::contains)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The account that is the configured one: the one with the configured id, or else the one of that name. */
    public Optional<Account> find(MemberAccount member) {
        return accounts.stream()
                .filter(account -> member.id()
                        .map(account.id()::equals)
                        .orElseGet(() -> account.name().equals(member.name())))
                .findFirst();
    }
}
