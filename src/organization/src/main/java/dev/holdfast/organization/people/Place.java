package dev.holdfast.organization.people;

import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.Unit;
import java.util.Optional;

/**
 * An account of the organization that people get into, the management account included.
 *
 * @param unit where it lies; empty for the management account, which lies in the root
 */
public record Place(String name, String id, Optional<Unit> unit) {
    /** The management account. */
    public static Place management(String id) {
        return new Place(ReachedAccounts.MANAGEMENT, id, Optional.empty());
    }

    boolean isManagement() {
        return unit.isEmpty();
    }

    boolean liesIn(Unit one) {
        return unit.filter(one::equals).isPresent();
    }
}
