package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One region, and the ways into the accounts there. What watches accounts does so in one region at a time.
 *
 * @param region the region
 * @param management works in the management account
 * @param accounts the accounts that existed when the update began, by name
 */
public record RegionAccess(String region, Provider management, Map<String, AccountAccess> accounts) {
    /** The account of a name, which must be one of those that existed. */
    public AccountAccess account(String name) {
        var access = accounts.get(name);
        if (access == null) {
            throw new IllegalArgumentException(
                    "account '" + name + "' did not exist when the update began; there were " + accounts.keySet());
        }
        return access;
    }

    /** The same accounts in another region. */
    RegionAccess in(String other, Provider managementThere) {
        var there = new LinkedHashMap<String, AccountAccess>();
        accounts.forEach((name, access) -> there.put(name, access.in(other)));
        return new RegionAccess(other, managementThere, there);
    }
}
