package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import com.pulumi.aws.organizations.OrganizationsFunctions;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * The organization as AWS has it when an update begins. What can be done in an account depends on whether it exists; the
 * program asks once, before it declares anything.
 *
 * @param id the organization's id
 * @param managementAccountId the account that pays and that nothing else runs in
 * @param managementEmail that account's address
 * @param accounts all accounts but that one, closed ones too as long as AWS lists them, which is 90 days
 */
public record ExistingOrganization(
        String id, String managementAccountId, String managementEmail, List<Account> accounts) {
    /**
     * What the provider's message ends with where AWS answers AWSOrganizationsNotInUseException; its findOrganization
     * makes a "not found" of that.
     */
    private static final List<String> NO_ORGANIZATION =
            List.of("couldn't find resource", "AWSOrganizationsNotInUseException");

    /**
     * An account that AWS knows.
     *
     * @param status {@code ACTIVE}, {@code SUSPENDED}, {@code PENDING_CLOSURE}, {@code PENDING_ACTIVATION}, or nothing:
     *     Organizations retires this field in favour of {@code State}, which this version of the provider does not read
     * @see <a href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html">API_Account</a>
     */
    public record Account(String id, String name, String email, String status) {
        private static final Set<String> USABLE = Set.of("ACTIVE", "");
        private static final Set<String> ENDED = Set.of("SUSPENDED", "PENDING_CLOSURE", "CLOSED");

        /** Whether it can be worked in, as far as AWS says. To take silence for a no would plan what is in it to go. */
        public boolean active() {
            return USABLE.contains(status);
        }

        /** Whether it is closed, or about to be. */
        boolean ended() {
            return ENDED.contains(status);
        }

        /** All that tells it from the others: name, id, address and status. */
        @Override
        public String toString() {
            return "'" + name + "' (" + id + ", " + email + (status.isEmpty() ? "" : ", " + status) + ")";
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
                    found.masterAccountEmail(),
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

    /** The account of this id. */
    Optional<Account> account(String accountId) {
        return accounts.stream()
                .filter(account -> account.id().equals(accountId))
                .findFirst();
    }
}
