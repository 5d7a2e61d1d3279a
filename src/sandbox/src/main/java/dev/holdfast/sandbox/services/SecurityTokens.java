package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Temporary credentials, as the Security Token Service issues them. The session token itself says, signed, whose it is:
 * nothing is kept, so that tasks which outlive the cloud are known to its next run.
 */
final class SecurityTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Who calls: a role, in a session of its own for each task and function. */
    record Caller(String account, String region, String roleArn, String session) {
        String roleName() {
            return roleArn.substring(roleArn.lastIndexOf('/') + 1);
        }

        String arn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + roleName() + "/" + session;
        }

        /** The condition keys of a request to a resource of its own account, and these. */
        Map<String, String> conditionKeys(Map<String, String> more) {
            var keys = new HashMap<>(more);
            keys.put("aws:PrincipalAccount", account);
            keys.put("aws:ResourceAccount", account);
            keys.put("aws:RequestedRegion", region);
            keys.put("aws:PrincipalArn", roleArn);
            return keys;
        }
    }

    private record Session(Caller caller, long expires) {}

    private final SecretKeySpec key;

    /** @param key the same in every run */
    SecurityTokens(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    AwsEndpoint.Credentials credentials(Caller caller, Instant expires) {
        var token = signed(new Session(caller, expires.getEpochSecond()));
        return new AwsEndpoint.Credentials(accessKeyId(token), secretAccessKey(token), token);
    }

    /** What requests with this token are signed with. */
    String secretAccessKey(String token) {
        return signature("secret key of " + token);
    }

    /**
     * Whose credentials these are.
     *
     * @throws AwsException if they were not issued here, or do not belong together, or have expired
     */
    Caller caller(String accessKeyId, String token) {
        var session = verified(token);
        if (!accessKeyId(token).equals(accessKeyId)) {
            throw unrecognized();
        }
        if (session.expires() < Instant.now().getEpochSecond()) {
            throw new AwsException("ExpiredTokenException", "The security token included in the request is expired");
        }
        return session.caller();
    }

    /** The name under which a task fetches its credentials. */
    String name(Caller caller) {
        return signed(new Session(caller, 0));
    }

    /** What it must show for that. */
    String authorization(String name) {
        return signature("fetches " + name);
    }

    /** Fresh credentials for a task that shows its authorization. */
    AwsEndpoint.Credentials fetch(String name, String authorization, Duration validity) {
        var caller = verified(name).caller();
        if (authorization == null || !same(authorization, authorization(name))) {
            throw unrecognized();
        }
        return credentials(caller, Instant.now().plus(validity));
    }

    private String accessKeyId(String token) {
        var digest = signature("access key of " + token).getBytes(StandardCharsets.UTF_8);
        return "ASIA" + HexFormat.of().withUpperCase().formatHex(digest, 0, 8);
    }

    private String signed(Session session) {
        try {
            var content = BASE64.encodeToString(JSON.writeValueAsBytes(session));
            return content + "." + signature(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Session verified(String token) {
        var dot = token == null ? -1 : token.indexOf('.');
        if (dot < 0 || !same(token.substring(dot + 1), signature(token.substring(0, dot)))) {
            throw unrecognized();
        }
        try {
            return JSON.readValue(Base64.getUrlDecoder().decode(token.substring(0, dot)), Session.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signature(String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static AwsException unrecognized() {
        return new AwsException(
                "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
}
