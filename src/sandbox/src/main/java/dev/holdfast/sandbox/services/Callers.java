package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Who calls from outside of this cloud's networks: a person at this machine, who is an administrator of the management
 * account, as a role that such a person assumed.
 */
final class Callers {
    /** The access key that {@code ./sandbox env} sets. */
    static final String PERSON = "sandbox";

    private static final String ADMINISTRATOR = "administrator";
    private static final String ACCESS_ROLE = "OrganizationAccountAccessRole";
    private static final Duration SESSION = Duration.ofHours(1);
    private static final Duration LOGIN = Duration.ofHours(12);

    private final SecurityTokens tokens;
    private final Organizations organizations;

    Callers(SecurityTokens tokens, Organizations organizations) {
        this.tokens = tokens;
        this.organizations = organizations;
    }

    /** Whether everything is allowed to it. */
    static boolean isAdministrator(Caller caller) {
        return caller.roleName().equals(ACCESS_ROLE)
                || caller.account().equals(Organizations.MANAGEMENT_ACCOUNT)
                        && caller.roleName().equals(ADMINISTRATOR);
    }

    /** Who signed a request; the signature itself is believed, as everything here comes from this machine. */
    Caller of(String accessKeyId, String sessionToken, String region) {
        return sessionToken == null && accessKeyId.equals(PERSON)
                ? new Caller(
                        Organizations.MANAGEMENT_ACCOUNT,
                        region,
                        "arn:aws:iam::" + Organizations.MANAGEMENT_ACCOUNT + ":role/" + ADMINISTRATOR,
                        PERSON)
                : tokens.caller(accessKeyId, sessionToken);
    }

    /**
     * Credentials of a role, for an hour.
     *
     * @throws AwsException {@code AccessDenied} if there is no such role, or the caller may not assume any
     */
    AwsEndpoint.Credentials assume(Caller caller, String roleArn, String session) {
        if (!isAdministrator(caller)) {
            throw new AwsException(
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn);
        }
        var account = organizations.assume(roleArn);
        return tokens.credentials(new Caller(account, caller.region(), roleArn, session), expiry());
    }

    /** When credentials of a role end that are given now. */
    static Instant expiry() {
        return Instant.now().plus(SESSION);
    }

    /** What lets a caller into the registry of its account, as user and password of HTTP's basic authentication. */
    String login(Caller caller) {
        var credentials = tokens.credentials(caller, Instant.now().plus(LOGIN));
        return Base64.getEncoder()
                .encodeToString(("AWS:" + credentials.accessKeyId() + ":" + credentials.sessionToken())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Who shows a login.
     *
     * @throws AwsException {@code UNAUTHORIZED} if it is none
     */
    Caller ofLogin(String authorization) {
        try {
            var login = new String(
                    Base64.getDecoder().decode(String.valueOf(authorization).replaceFirst("^Basic ", "")),
                    StandardCharsets.UTF_8);
            var parts = login.split(":", 3);
            if (parts.length == 3 && parts[0].equals("AWS")) {
                return tokens.caller(parts[1], parts[2]);
            }
        } catch (IllegalArgumentException noBase64) {
            throw new AwsException("UNAUTHORIZED", "Not Authorized: the header is no basic authentication");
        } catch (AwsException unknown) {
            throw new AwsException("UNAUTHORIZED", "Not Authorized: " + unknown.getMessage());
        }
        throw new AwsException("UNAUTHORIZED", "Not Authorized: a login of ecr:GetAuthorizationToken is needed");
    }
}
