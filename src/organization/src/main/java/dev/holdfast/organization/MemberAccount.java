package dev.holdfast.organization;

import java.util.List;

/**
 * An account of the organization.
 *
 * @param name its name in AWS, in its e-mail address and in the stack's outputs
 * @param unit the organizational unit that it lies in; changing it moves the account
 */
public record MemberAccount(String name, Unit unit) {
    /** Every account that Holdfast creates, in the order in which they are created. */
    public static final List<MemberAccount> ALL = List.of(
            new MemberAccount("log-archive", Unit.SECURITY),
            new MemberAccount("security", Unit.SECURITY),
            new MemberAccount("shared", Unit.INFRASTRUCTURE),
            new MemberAccount("backup", Unit.INFRASTRUCTURE),
            new MemberAccount("dev", Unit.NON_PRODUCTION),
            // Staging proves what goes to production, but a mistake in it reaches no customer.
            new MemberAccount("stage", Unit.NON_PRODUCTION),
            new MemberAccount("prod", Unit.PRODUCTION));

    /** The names of all accounts. */
    public static List<String> names() {
        return ALL.stream().map(MemberAccount::name).toList();
    }
}
