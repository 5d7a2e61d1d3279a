package dev.holdfast.organization;

import com.pulumi.aws.organizations.Account;
import com.pulumi.aws.organizations.AccountArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The accounts of the organization.
 *
 * <p>Creates one AWS account for each {@link MemberAccount}, one after the other. Needs the units that they lie in.
 * Exposes the accounts' ids and what is told about them to other stacks.
 *
 * <p>An account is for ever: it is protected, it stays in the organization when its stack goes, and no update closes,
 * deletes or replaces it. AWS keeps its e-mail address even after a closure. To retire an account, move it to {@link
 * Unit#SUSPENDED} and close it by hand.
 */
public final class MemberAccounts extends ComponentResource {
    /** The role with which the management account administers an account; AWS creates it in every new account. */
    public static final String ACCESS_ROLE = "OrganizationAccountAccessRole";

    /** The id of every account, by name. */
    public final Map<String, Output<String>> ids;

    /** What other stacks need to know of every account, by name: {@code id}, {@code ou} and {@code email}. */
    public final Output<Map<String, Map<String, String>>> directory;

    /**
     * Which accounts there are.
     *
     * @param accounts the accounts, in the order of their creation
     * @param email the template of their e-mail addresses
     * @param unitIds the ids of the units that they lie in
     */
    public record Args(List<MemberAccount> accounts, EmailTemplate email, Map<Unit, Output<String>> unitIds) {
        public Args {
            accounts = List.copyOf(accounts);
            unitIds = Map.copyOf(unitIds);
            var owners = new HashMap<String, String>();
            for (var account : accounts) {
                if (!unitIds.containsKey(account.unit())) {
                    throw new IllegalArgumentException("account '" + account.name() + "' lies in the unit '"
                            + account.unit().path() + "', whose id is not given; given are " + unitIds.keySet());
                }
                var address = email.address(account.name());
                var other = owners.put(address.toLowerCase(Locale.ROOT), account.name());
                if (other != null) {
                    throw new IllegalArgumentException(
                            "accounts '" + other + "' and '" + account.name() + "' have the same e-mail address '"
                                    + address + "'; AWS wants one for each, ignoring case");
                }
            }
        }
    }

    public MemberAccounts(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:MemberAccounts", name, options);

        var ids = new LinkedHashMap<String, Output<String>>();
        var entries = new ArrayList<Output<Map.Entry<String, Map<String, String>>>>();
        var previous = List.<Resource>of();
        for (var member : args.accounts()) {
            var account = new Account(
                    name + "-" + member.name(),
                    AccountArgs.builder()
                            .name(member.name())
                            .email(args.email().address(member.name()))
                            .parentId(args.unitIds().get(member.unit()))
                            .roleName(ACCESS_ROLE)
                            .iamUserAccessToBilling("ALLOW")
                            .closeOnDeletion(false)
                            .build(),
                    accountOptions(previous));
            ids.put(member.name(), account.id());
            // The address that the account has, which need not be the one that the template would give it today.
            entries.add(Output.tuple(account.id(), account.email())
                    .applyValue(known -> Map.entry(
                            member.name(),
                            Map.of("id", known.t1, "ou", member.unit().path(), "email", known.t2))));
            previous = List.of(account);
        }
        this.ids = Collections.unmodifiableMap(ids);
        directory = Output.all(entries).applyValue(MemberAccounts::sortedByName);

        registerOutputs(Map.of("accounts", directory));
    }

    private CustomResourceOptions accountOptions(List<Resource> previous) {
        return CustomResourceOptions.builder()
                .parent(this)
                .protect(true)
                .retainOnDelete(true)
                // The provider replaces an account for a change of any of these (pulumi-aws#6242), so they are changed
                // in the account itself. The unit is not among them: its change moves the account in place.
                .ignoreChanges("name", "email", "roleName", "iamUserAccessToBilling")
                // AWS creates at most five accounts at a time, and refuses concurrent changes of an organization. The
                // provider retries some of these errors; one account after the other does not meet them.
                .dependsOn(previous)
                .build();
    }

    private static Map<String, Map<String, String>> sortedByName(List<Map.Entry<String, Map<String, String>>> entries) {
        var sorted = new TreeMap<String, Map<String, String>>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
