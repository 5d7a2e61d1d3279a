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
import java.util.Optional;
import java.util.TreeMap;

/**
 * The accounts of the organization.
 *
 * <p>Creates one AWS account for each {@link MemberAccount}, one after the other. Needs the units that they lie in.
 * Exposes the accounts' ids and what is told about them to other stacks.
 *
 * <p>An account is for ever: it is protected, it stays in the organization when its stack goes, and no update closes,
 * deletes or replaces it, unless it was moved to {@link Unit#SUSPENDED} before and is then configured as closed. AWS keeps
 * its e-mail address even after a closure.
 */
public final class MemberAccounts extends ComponentResource {
    /** The id of every account, by name. */
    public final Map<String, Output<String>> ids;

    /** Every account that is not closed, by name. */
    public final Map<String, Account> accounts;

    /** What other stacks need to know of every account, by name: {@code id}, {@code ou} and {@code email}. */
    public final Output<Map<String, Map<String, String>>> directory;

    /**
     * Which accounts there are.
     *
     * @param accounts the accounts, in the order of their creation
     * @param email the template of their e-mail addresses
     * @param unitIds the ids of the units that they lie in
     * @param existing the ids of those that AWS has already, by name
     * @param takenOver whether those stay where they are until the organization is Holdfast's
     */
    public record Args(
            List<MemberAccount> accounts,
            EmailTemplate email,
            Map<Unit, Output<String>> unitIds,
            Map<String, String> existing,
            boolean takenOver) {
        public Args {
            accounts = List.copyOf(accounts);
            existing = Map.copyOf(existing);
            unitIds = Map.copyOf(unitIds);
            var owners = new HashMap<String, String>();
            for (var account : accounts) {
                if (!unitIds.containsKey(account.unit())) {
                    throw new IllegalArgumentException("account '" + account.name() + "' lies in the unit '"
                            + account.unit().path() + "', whose id is not given; given are " + unitIds.keySet());
                }
                var address = account.address(email);
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
        var declared = new LinkedHashMap<String, Account>();
        var entries = new ArrayList<Output<Map.Entry<String, Map<String, String>>>>();
        var previous = List.<Resource>of();
        for (var member : args.accounts()) {
            if (member.closed()) {
                continue;
            }
            var account = new Account(
                    name + "-" + member.name(),
                    AccountArgs.builder()
                            .name(member.name())
                            .email(member.address(args.email()))
                            .parentId(args.unitIds().get(member.unit()))
                            .roleName(RoleNames.ACCESS)
                            .iamUserAccessToBilling("ALLOW")
                            .closeOnDeletion(member.leaving())
                            .build(),
                    accountOptions(member, args, previous));
            declared.put(member.name(), account);
            ids.put(member.name(), account.id());
            // The address that the account has, which need not be the one that the template would give it today.
            entries.add(Output.tuple(account.id(), account.email())
                    .applyValue(known -> Map.entry(
                            member.name(),
                            Map.of("id", known.t1, "ou", member.unit().path(), "email", known.t2))));
            previous = List.of(account);
        }
        this.ids = Collections.unmodifiableMap(ids);
        accounts = Collections.unmodifiableMap(declared);
        directory = Output.all(entries).applyValue(MemberAccounts::sortedByName);

        registerOutputs(Map.of("accounts", directory));
    }

    private CustomResourceOptions accountOptions(MemberAccount member, Args args, List<Resource> previous) {
        var options = CustomResourceOptions.builder()
                .parent(this)
                // Only what waits for its closure may the engine delete, which closes it: first the unit is Suspended,
                // and a later update, with `closed`, no longer declares it.
                .protect(!member.leaving())
                .retainOnDelete(!member.leaving())
                // AWS creates at most five accounts at a time, and refuses concurrent changes of an organization. The
                // provider retries some of these errors; one account after the other does not meet them.
                .dependsOn(previous);
        var existing = Optional.ofNullable(args.existing().get(member.name()));
        // The engine does nothing about an account that it knows. One that it does not know - made elsewhere, or by an
        // update that was killed before it had noted so - is taken up: AWS would refuse to make it a second time.
        existing.ifPresent(options::importId);
        // The provider replaces an account for a change of any of these (pulumi-aws#6242), so they are changed in the
        // account itself. The unit is not among them: its change moves the account in place.
        var ignored = new ArrayList<>(List.of("name", "email", "roleName", "iamUserAccessToBilling"));
        if (args.takenOver() && existing.isPresent()) {
            ignored.add("parentId");
        }
        return options.ignoreChanges(ignored).build();
    }

    private static Map<String, Map<String, String>> sortedByName(List<Map.Entry<String, Map<String, String>>> entries) {
        var sorted = new TreeMap<String, Map<String, String>>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
