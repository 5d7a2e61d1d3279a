package dev.holdfast.organization.people;

import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.RoleNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a person gets into the accounts, ready to use: the file of profiles for the AWS CLI, and the console's links. Both
 * name accounts and roles, and no secret.
 *
 * @param region the profiles' region, and Identity Center's
 * @param places the accounts
 * @param identityCenter where people sign in, if it is enabled
 */
public record WaysIn(String region, List<Place> places, Optional<IdentityCenter.Instance> identityCenter) {
    public WaysIn {
        places = List.copyOf(places);
    }

    /**
     * The text of {@code ~/.aws/config}, or of the file that {@code AWS_CONFIG_FILE} names. Without Identity Center the
     * profiles assume each account's own administrator's role, with the credentials of a profile {@code management} that
     * the reader has.
     */
    public String awsConfig() {
        return identityCenter.map(this::signingIn).orElseGet(this::assuming);
    }

    /** For every account but the management account, by name: by role, the link that switches the console to it. */
    public Map<String, Map<String, String>> switchRole() {
        var links = new LinkedHashMap<String, Map<String, String>>();
        for (var place : places) {
            if (!place.isManagement()) {
                links.put(
                        place.name(),
                        Map.of(
                                "administrator", link(place, RoleNames.ACCESS, place.name()),
                                // A role's path is part of the name that the console asks for.
                                "breakGlass",
                                        link(
                                                place,
                                                RoleNames.PATH.substring(1) + RoleNames.BREAK_GLASS,
                                                place.name() + " BREAK-GLASS")));
            }
        }
        return links;
    }

    private String assuming() {
        var text = new StringBuilder("# Needs a profile `management` of your own, with credentials of the management"
                + " account that are not root's.\n");
        for (var place : places) {
            if (!place.isManagement()) {
                profile(text, place.name());
                line(text, "role_arn", "arn:aws:iam::" + place.id() + ":role/" + RoleNames.ACCESS);
                line(text, "source_profile", ReachedAccounts.MANAGEMENT);
                line(text, "region", region);
            }
        }
        return text.toString();
    }

    private String signingIn(IdentityCenter.Instance instance) {
        var text = new StringBuilder("# Sign in with: aws sso login --sso-session holdfast\n[sso-session holdfast]\n");
        line(text, "sso_start_url", "https://" + instance.identityStoreId() + ".awsapps.com/start");
        line(text, "sso_region", region);
        line(text, "sso_registration_scopes", "sso:account:access");
        for (var place : places) {
            Grant.ALL.stream()
                    .filter(grant -> grant.places().test(place))
                    .map(grant -> grant.level().name())
                    .distinct()
                    .forEach(level -> {
                        profile(text, place.name() + "-" + level);
                        line(text, "sso_session", "holdfast");
                        line(text, "sso_account_id", place.id());
                        line(text, "sso_role_name", level);
                        line(text, "region", region);
                    });
        }
        return text.toString();
    }

    private static void profile(StringBuilder text, String name) {
        text.append("\n[profile ").append(name).append("]\n");
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
    }

    private static String link(Place place, String role, String shown) {
        return "https://signin.aws.amazon.com/switchrole?account=" + place.id() + "&roleName=" + encoded(role)
                + "&displayName=" + encoded(shown);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
