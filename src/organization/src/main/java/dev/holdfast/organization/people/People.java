package dev.holdfast.organization.people;

import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets people into the accounts that exist: by IAM Identity Center, in an emergency without it, and by mail. */
public final class People {
    private People() {}

    /**
     * Declares everything that can be, and tells what a person must do for the rest.
     *
     * @return how people get in
     */
    public static WaysIn declare(ReachedAccounts accounts, Steps steps) {
        var places = new ArrayList<>(List.of(Place.management(accounts.managementId())));
        accounts.members()
                .forEach(one -> places.add(
                        new Place(one.name(), one.id(), Optional.of(one.member().unit()))));

        accounts.members()
                .forEach(one -> new BreakGlass(
                        one.name() + "-break-glass", new BreakGlass.Args(accounts.managementId()), one.options()));
        contacts(accounts, places, steps);
        return new WaysIn(accounts.settings().region(), places, identityCenter(accounts, places, steps));
    }

    private static void contacts(ReachedAccounts accounts, List<Place> places, Steps steps) {
        var contacts = accounts.settings().contacts();
        if (contacts.isEmpty()) {
            steps.byHand("set holdfast-organization:contacts, so that AWS writes to more than the address of each root"
                    + " user when an account is in danger: security, billing and operations, each with name, title, email"
                    + " and phone");
        } else {
            places.forEach(place -> new AlternateContacts(
                    place.name() + "-contacts",
                    new AlternateContacts.Args(
                            place.isManagement() ? Optional.empty() : Optional.of(place.id()), contacts.get()),
                    accounts.inManagement()));
            steps.done("the alternate contacts of every account that exists");
        }
    }

    private static Optional<IdentityCenter.Instance> identityCenter(
            ReachedAccounts accounts, List<Place> places, Steps steps) {
        var region = accounts.settings().region();
        var instance = IdentityCenter.Instance.read(accounts.management());
        instance.ifPresentOrElse(
                found -> {
                    new IdentityCenter(
                            "identity-center",
                            IdentityCenter.Args.of(
                                    accounts.settings().identityStore(), found, accounts.management(), places),
                            accounts.inManagement());
                    steps.done("permission sets and assignments of IAM Identity Center");
                },
                () -> steps.byHand("enable IAM Identity Center as an organization instance, in the management account's"
                        + " console, in " + region + ": https://" + region
                        + ".console.aws.amazon.com/singlesignon/home ;"
                        + " the next update makes permission sets, groups and assignments"));
        return instance;
    }
}
