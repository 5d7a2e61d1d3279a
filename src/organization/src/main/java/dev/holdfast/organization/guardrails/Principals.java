package dev.holdfast.organization.guardrails;

import dev.holdfast.organization.RoleNames;
import java.util.List;

/** Whom guardrails let pass, as patterns of {@code aws:PrincipalArn}: a role, never one of its sessions. */
final class Principals {
    /** The landing zone's own way into an account, for the management account only. */
    static final String LANDING_ZONE = RoleNames.accessArn("*");

    /** The root user of any account. */
    static final String ROOT = "arn:aws:iam::*:root";

    /** Who may do in an emergency what nobody may: the account's own role, and the permission set. */
    static final List<String> BREAK_GLASS =
            List.of(RoleNames.arn("*", RoleNames.BREAK_GLASS), RoleNames.permissionSetArn(RoleNames.BREAK_GLASS));

    /**
     * A condition's key for sessions of {@code sts:AssumeRoot}, which only the management account can open, for one of
     * five tasks: "Perform a privileged task on an AWS Organizations member account". Other requests do not have it.
     */
    static final String ASSUMED_ROOT = "aws:AssumedRoot";

    private Principals() {}
}
