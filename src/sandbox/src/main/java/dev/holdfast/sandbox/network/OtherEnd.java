package dev.holdfast.sandbox.network;

import java.util.Collection;
import java.util.Collections;
import java.util.function.Predicate;

/**
 * The other end of a connection, as the rules of a security group mean it.
 *
 * @param name what a person would write into the missing rule
 * @param isMeant whether a rule means it
 */
record OtherEnd(String name, Predicate<SecurityRule> isMeant) {
    /** For what leaves: any address of the internet, since those of AWS's services change. */
    static OtherEnd internet() {
        return new OtherEnd("0.0.0.0/0", rule -> rule.ranges().stream().anyMatch(Cidr::isEverything));
    }

    /** For what arrives: the person at this machine, who counts as inside every public range. */
    static OtherEnd person() {
        return new OtherEnd(
                "a public range such as 0.0.0.0/0",
                rule -> rule.ranges().stream().anyMatch(Cidr::isPublic));
    }

    /** An interface with this address and these groups. */
    static OtherEnd of(String name, String address, Collection<String> groups) {
        return new OtherEnd(
                name,
                rule -> !Collections.disjoint(rule.groups(), groups)
                        || rule.ranges().stream().anyMatch(one -> one.contains(address)));
    }

    /** Interfaces with these groups, each with some address of a range. */
    static OtherEnd of(String name, Cidr range, Collection<String> groups) {
        return new OtherEnd(
                name,
                rule -> !Collections.disjoint(rule.groups(), groups)
                        || rule.ranges().stream().anyMatch(one -> one.covers(range)));
    }

    /** A service behind a gateway endpoint: its prefix list, or the internet that its addresses are a part of. */
    static OtherEnd ofGateway(String prefixList) {
        return new OtherEnd(
                "prefix list " + prefixList,
                rule -> rule.prefixLists().contains(prefixList)
                        || rule.ranges().stream().anyMatch(Cidr::isEverything));
    }
}
