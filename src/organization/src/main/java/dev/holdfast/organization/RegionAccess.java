package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import dev.holdfast.conventions.Tags;
import java.util.Collections;
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
    public RegionAccess {
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
    }

    /** The account of a name, which must be one of those that existed. */
    public AccountAccess account(String name) {
        var access = accounts.get(name);
        if (access == null) {
            throw new IllegalArgumentException(
                    "account '" + name + "' did not exist when the update began; there were " + accounts.keySet());
        }
        return access;
    }

    /** Without the accounts that wait for their closure: nobody can take anything away in them once they are closed. */
    public RegionAccess staying() {
        var staying = new LinkedHashMap<>(accounts);
        staying.values().removeIf(access -> access.member().leaving());
        return new RegionAccess(region, management, staying);
    }

    /** The same accounts in another region. */
    RegionAccess in(String other, String accessRole) {
        var there = new LinkedHashMap<String, AccountAccess>();
        accounts.forEach((name, access) -> there.put(name, access.in(other, accessRole)));
        return new RegionAccess(other, management(ReachedAccounts.MANAGEMENT + "-" + other, other), there);
    }

    /** A provider of the management account: it works with the credentials that the program is run with. */
    static Provider management(String name, String region) {
        return new Provider(
                name,
                ProviderArgs.builder()
                        .region(region)
                        .defaultTags(ProviderDefaultTagsArgs.builder()
                                .tags(Tags.organization())
                                .build())
                        .build());
    }
}
