package dev.holdfast.organization.people;

import dev.holdfast.organization.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * That a group of people gets a permission set in some accounts.
 *
 * @param group the group's name in the identity store
 * @param level what its people are there
 * @param places in which accounts
 */
record Grant(String group, AccessLevel level, Predicate<Place> places) {
    /** Who gets what where. An account that waits for its closure is nobody's. */
    static final List<Grant> ALL = List.of(
            new Grant("administrators", AccessLevel.ADMINISTRATOR, everywhere()),
            new Grant("developers", AccessLevel.DEVELOPER, in(Unit.NON_PRODUCTION)),
            new Grant("developers", AccessLevel.READ_ONLY, in(Unit.PRODUCTION, Unit.INFRASTRUCTURE)),
            new Grant("auditors", AccessLevel.READ_ONLY, everywhere()),
            new Grant("billing", AccessLevel.BILLING, Place::isManagement),
            new Grant("break-glass", AccessLevel.BREAK_GLASS, everywhere()));

    /** Every group, once. */
    static List<String> groups() {
        return ALL.stream().map(Grant::group).distinct().toList();
    }

    private static Predicate<Place> everywhere() {
        return place -> !place.liesIn(Unit.SUSPENDED);
    }

    private static Predicate<Place> in(Unit... units) {
        return place -> Arrays.stream(units).anyMatch(place::liesIn);
    }
}
