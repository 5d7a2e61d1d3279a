package dev.holdfast.organization.guardrails;

import dev.holdfast.organization.MemberAccounts;
import java.util.List;

/** Whom guardrails let pass, as patterns of {@code aws:PrincipalArn}: a role, never one of its sessions. */
final class Principals {
    /** The landing zone's own way into an account, for the management account only. */
    static final String LANDING_ZONE = "arn:aws:iam::*:role/" + MemberAccounts.ACCESS_ROLE;

    /** The root user of any account. */
    static final String ROOT = "arn:aws:iam::*:root";

    /**
     * Who may do in an emergency what nobody may: the account's own role, and the permission set of IAM Identity Center,
     * whose role has the region in its path or not, and a suffix that AWS chooses.
     */
    static final List<String> BREAK_GLASS = List.of(
            "arn:aws:iam::*:role/holdfast/break-glass",
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_break-glass_*");

    /**
     * A condition's key for sessions of {@code sts:AssumeRoot}, which only the management account can open, for one of
     * five tasks: "Perform a privileged task on an AWS Organizations member account". Other requests do not have it.
     */
    static final String ASSUMED_ROOT = "aws:AssumedRoot";

    private Principals() {}
}
