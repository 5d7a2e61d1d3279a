package dev.holdfast.organization;

import com.pulumi.Context;
import com.pulumi.resources.StackReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this stack's last update was to leave behind. Whatever a program no longer declares, the engine deletes; only this
 * tells what it declared before. The engine keeps what the program said even if a deletion fails after that, so the
 * accounts that were to be closed are in it too.
 *
 * @param organizationId the organization that it was of
 * @param accounts the accounts that it had, by name
 * @param baseline the names of those in which it declared resources
 */
public record PreviousUpdate(Optional<String> organizationId, Map<String, Account> accounts, Set<String> baseline) {
    /** The stack's output that names the accounts in which an update declared resources. */
    static final String BASELINE = "baseline";

    /** The stack's output that names the accounts that are closed, or are about to be. */
    static final String CLOSED = "closed";

    /** Before the first update. */
    static final PreviousUpdate NONE = new PreviousUpdate(Optional.empty(), Map.of(), Set.of());

    /**
     * An account as the update left it.
     *
     * @param unit the path of the unit that it lay in
     */
    public record Account(String id, String unit) {}

    public PreviousUpdate {
        accounts = Map.copyOf(accounts);
        baseline = Set.copyOf(baseline);
    }

    /** Reads this very stack's outputs: a reference gives those of the last update until this one has ended. */
    static PreviousUpdate read(Context ctx) {
        var stack = ctx.organizationName() + "/" + ctx.projectName() + "/" + ctx.stackName();
        var reference = new StackReference(stack);
        var accounts = new HashMap<String, Account>();
        for (var output : List.of("accounts", CLOSED)) {
            if (reference.getValueAsync(output).join() instanceof Map<?, ?> byName) {
                byName.forEach((name, details) -> {
                    if (details instanceof Map<?, ?> known) {
                        var account = new Account(String.valueOf(known.get("id")), String.valueOf(known.get("ou")));
                        accounts.put(String.valueOf(name), account);
                    }
                });
            }
        }
        var baseline = new HashSet<String>();
        if (reference.getValueAsync(BASELINE).join() instanceof List<?> names) {
            names.forEach(name -> baseline.add(String.valueOf(name)));
        }
        var organizationId =
                Optional.ofNullable(reference.getValueAsync("organizationId").join());
        return new PreviousUpdate(organizationId.map(String::valueOf), accounts, baseline);
    }

    /** An account that it had. */
    Optional<Account> account(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    /** The name under which it had the account of this id. */
    Optional<String> nameOf(String id) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
