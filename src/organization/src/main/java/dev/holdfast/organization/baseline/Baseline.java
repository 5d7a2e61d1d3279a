package dev.holdfast.organization.baseline;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ec2.Ec2Functions;
import com.pulumi.aws.ec2.inputs.GetVpcsFilter;
import com.pulumi.aws.ec2.inputs.GetVpcsPlainArgs;
import com.pulumi.aws.ec2.outputs.GetVpcsResult;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.organization.AccountAccess;
import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.RegionAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Gives accounts their baseline: an {@link AccountBaseline}, and a {@link RegionBaseline} in every region in use. */
public final class Baseline {
    private Baseline() {}

    /** One region of an account, and its answer to come. */
    private record Place(
            String account,
            String id,
            String region,
            ComponentResourceOptions options,
            CompletableFuture<GetVpcsResult> defaultVpcs) {
        static Place ofManagement(ReachedAccounts accounts, RegionAccess region) {
            return new Place(
                    ReachedAccounts.MANAGEMENT,
                    accounts.managementId(),
                    region.region(),
                    accounts.inManagement(region),
                    ask(region.management()));
        }

        static Place of(AccountAccess account, RegionAccess region) {
            return new Place(account.name(), account.id(), region.region(), account.options(), ask(account.provider()));
        }

        private static CompletableFuture<GetVpcsResult> ask(Provider provider) {
            return Ec2Functions.getVpcsPlain(
                    GetVpcsPlainArgs.builder()
                            .filters(GetVpcsFilter.builder()
                                    .name("is-default")
                                    .values("true")
                                    .build())
                            .build(),
                    InvokeOptions.builder().provider(provider).build());
        }
    }

    /**
     * Declares the baseline of every account that exists. Asks each region of each for its default VPC first, all at once.
     *
     * @throws RunException naming every account that does not let itself be asked
     */
    public static void declare(ReachedAccounts accounts) {
        var places = places(accounts);
        var defaultVpcs = answers(places);
        places.stream()
                .filter(place -> place.region().equals(accounts.settings().region()))
                .forEach(place -> new AccountBaseline(place.account() + "-baseline", place.options()));
        places.forEach(place -> new RegionBaseline(
                place.account() + "-" + place.region() + "-baseline",
                new RegionBaseline.Args(defaultVpcs.get(place)),
                place.options()));
    }

    private static List<Place> places(ReachedAccounts accounts) {
        var places = new ArrayList<Place>();
        for (var region : accounts.regions()) {
            places.add(Place.ofManagement(accounts, region));
            region.accounts().values().forEach(one -> places.add(Place.of(one, region)));
        }
        return places;
    }

    /** An account that cannot be asked ends the update: to leave it out would plan the deletion of everything in it. */
    private static Map<Place, Optional<String>> answers(List<Place> places) {
        var answers = new LinkedHashMap<Place, Optional<String>>();
        var problems = new ArrayList<String>();
        for (var place : places) {
            try {
                answers.put(place, place.defaultVpcs().join().ids().stream().findFirst());
            } catch (CompletionException e) {
                problems.add("account '" + place.account() + "' (" + place.id() + ") does not answer in "
                        + place.region() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new RunException(String.join("\n", problems)
                    + "\nIt can take some minutes until AWS lets the role of a new"
                    + " account be assumed: run `pulumi up` again. An account that was taken over needs the role first:"
                    + " docs/access.md says how");
        }
        return answers;
    }
}
