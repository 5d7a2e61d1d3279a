package dev.holdfast.operator.preflight;

import static dev.holdfast.operator.preflight.Finding.byHand;

import dev.holdfast.organization.Repository;
import java.util.List;
import java.util.Optional;

/** What only a person can do, and of which no API tells whether it was done. */
final class ByHand {
    private ByHand() {}

    /** @param repository whose pipelines are to work in the accounts */
    static List<Finding> of(Optional<Repository> repository) {
        return List.of(
                byHand(
                        "Sign-up",
                        "the management account has a payment method and a confirmed phone number; until AWS has verified"
                                + " them, it creates no account"),
                byHand(
                        "Billing",
                        "as root: Account, IAM user and role access to billing information, Activate; without it even"
                                + " administrators see no cost"),
                byHand(
                        "Mail",
                        "a mail to one of the addresses arrives; after the first update, somebody confirms the"
                                + " subscriptions that AWS sends there"),
                byHand(
                        "GitHub",
                        repository
                                .map(one -> "in " + one.fullName()
                                        + ", an environment prod with required reviewers, and a tag"
                                        + " rule for release-*: the roles trust that GitHub keeps them")
                                .orElse("no pipeline gets a role until holdfast-organization:repository is set")),
                byHand(
                        "Member accounts",
                        "each has quotas of its own, low while it is new; once there is one, ./holdfast preflight"
                                + " --stack dev asks for them there"));
    }
}
