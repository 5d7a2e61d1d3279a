package dev.holdfast.policy.rules.ecs;

import java.util.regex.Pattern;

/**
 * Whether a variable of an environment looks like a secret: by its name, such as {@code DATABASE_PASSWORD}, unless it only
 * tells where the secret is, or by its value, such as an access key.
 */
public final class PlainSecret {
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw(or)?d|passphrase|secret|token|credential|api_?key|access_?key|private_?key|signing_?key).*");

    /** What such a name is about, rather than holding it. */
    private static final Pattern PLACE =
            Pattern.compile("(?i).*_(arn|id|name|path|file|url|uri|region|version|days|seconds)");

    private static final Pattern VALUE = Pattern.compile(
            "(?s).*((AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----|ghp_[0-9A-Za-z]{36}|://[^/:@\\s]+:[^/@\\s]+@).*");

    private PlainSecret() {}

    /** By its name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !PLACE.matcher(name).matches();
    }

    /** By its value. */
    public static boolean isValue(String value) {
        return VALUE.matcher(value).matches();
    }
}
