package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who gets into a cache: a user of its group who is known by IAM and shows a token, which is a request to connect that a
 * role has signed not more than 15 minutes ago, and whose role may connect as this user to this cache.
 */
final class CacheLogin {
    private static final Duration VALIDITY = Duration.ofMinutes(15);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final Resources resources;
    private final SecurityTokens tokens;
    private final Permissions permissions;

    CacheLogin(Resources resources, SecurityTokens tokens) {
        this.resources = resources;
        this.tokens = tokens;
        permissions = new Permissions(resources);
    }

    /** What each user of a cache may do, by name. */
    Map<String, String> accessStrings(Resource cache) {
        return users(cache).stream()
                .collect(Collectors.toMap(
                        user -> user.text("userName").orElse(user.id()),
                        user -> user.text("accessString").orElse("off")));
    }

    /**
     * Returns if the user may come in.
     *
     * @throws AwsException saying why not, which the user is not told
     */
    void check(Resource cache, String name, String token) {
        var user = users(cache).stream()
                .filter(one -> one.text("userName").filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> refused("'" + name + "' is no user of the cache's user group"));
        if (user.objects("authenticationMode").stream().noneMatch(mode -> "iam".equals(mode.get("type")))) {
            throw refused("the sandbox lets in users with authenticationMode iam only, which " + name + " is not");
        }
        var question = token.indexOf("/?");
        var query = question < 0 ? "" : token.substring(question + 2);
        var values = values(query);
        if (question < 0 || !token.substring(0, question).equals(cache.id())) {
            throw refused("the token is not signed for cache " + cache.id());
        }
        if (!"connect".equals(values.get("Action"))
                || !name.equals(values.get("User"))
                || !"ServerlessCache".equals(values.get("ResourceType"))) {
            throw refused("the token does not say Action=connect, User=" + name + ", ResourceType=ServerlessCache");
        }
        var caller = caller(cache, query, values);
        var context = caller.conditionKeys(Map.of());
        permissions.require(caller, "elasticache:Connect", cache.arn().orElseThrow(), context);
        permissions.require(caller, "elasticache:Connect", user.arn().orElseThrow(), context);
    }

    private SecurityTokens.Caller caller(Resource cache, String query, Map<String, String> values) {
        var moment = values.getOrDefault("X-Amz-Date", "");
        var scope = values.getOrDefault("X-Amz-Credential", "").split("/");
        if (!moment.matches("\\d{8}T\\d{6}Z")
                || scope.length != 5
                || !List.of(moment.substring(0, 8), cache.region(), "elasticache", "aws4_request")
                        .equals(Arrays.asList(scope).subList(1, 5))) {
            throw refused("the token is not signed for service elasticache in " + cache.region());
        }
        var signed = LocalDateTime.parse(moment, MOMENT).toInstant(ZoneOffset.UTC);
        if (Duration.between(signed, Instant.now()).abs().compareTo(VALIDITY) > 0) {
            throw refused("the token is of " + signed + ", and good for " + VALIDITY.toMinutes() + " minutes");
        }
        var session = values.get("X-Amz-Security-Token");
        var caller = tokens.caller(scope[0], session);
        if (!caller.account().equals(cache.account())
                || !signature(cache.id(), query, moment, scope, tokens.secretAccessKey(session))
                        .equals(values.get("X-Amz-Signature"))) {
            throw refused("the token's signature is wrong");
        }
        return caller;
    }

    /** Signature Version 4 of the token's query, without the signature that is its last part. */
    private static String signature(String host, String query, String moment, String[] scope, String secret) {
        var canonical = Arrays.stream(query.split("&"))
                .filter(part -> !part.startsWith("X-Amz-Signature="))
                .sorted()
                .collect(Collectors.joining("&"));
        var request = "GET\n/\n" + canonical + "\nhost:" + host + "\n\nhost\n" + hash("");
        var date = String.join("/", Arrays.asList(scope).subList(1, 5));
        var text = "AWS4-HMAC-SHA256\n" + moment + "\n" + date + "\n" + hash(request);
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : date.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private List<Resource> users(Resource cache) {
        return cache.text("userGroupId")
                .flatMap(group -> resources
                        .beside(cache, "aws:elasticache/userGroup:UserGroup")
                        .filter(one -> one.id().equals(group))
                        .findFirst())
                .map(group -> resources
                        .beside(cache, "aws:elasticache/user:User")
                        .filter(user -> group.texts("userIds").contains(user.id()))
                        .toList())
                .orElse(List.of());
    }

    private static Map<String, String> values(String query) {
        var values = new HashMap<String, String>();
        for (var part : query.split("&")) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                values.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static AwsException refused(String why) {
        return new AwsException("AccessDenied", why);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
