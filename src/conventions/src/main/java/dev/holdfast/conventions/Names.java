package dev.holdfast.conventions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The names that AWS sees of what belongs to an environment: {@code holdfast-dev-api}. Names say where a thing belongs,
 * and keep review environments apart, which share an account.
 *
 * @param environment the name of the environment
 */
public record Names(String environment) {
    private static final int LONGEST = 63;
    private static final int LONGEST_OF_LOAD_BALANCER = 32;
    private static final int HASH = 8;

    /** The names of an environment's resources. */
    public static Names of(Environment environment) {
        return new Names(environment.name());
    }

    /** The name of one thing, such as {@code api}: at most 63 characters, which is what RDS allows, and Lambda and IAM nearly. */
    public String of(String part) {
        return limited(part, LONGEST);
    }

    /** The name of one thing that is a load balancer or a target group, for which AWS allows 32 characters. */
    public String brief(String part) {
        return limited(part, LONGEST_OF_LOAD_BALANCER);
    }

    /**
     * The name of a bucket: one in all of AWS has it, hence the account and the region in it.
     *
     * @param part what is in it, such as {@code uploads}
     */
    public String bucket(String part, String account, String region) {
        var place = "-" + account + "-" + region;
        return limited(part, LONGEST - place.length()) + place;
    }

    /**
     * Lower-case letters, digits and single hyphens. Where that changes the environment's name, or the limit cuts it, a
     * hash of it stands for the rest: {@code review-a.b} and {@code review-a_b} stay two names.
     */
    private String limited(String part, int limit) {
        var prefix = "holdfast-" + environment;
        var plain = plain(prefix);
        if (plain.equals(prefix) && prefix.length() + 1 + part.length() <= limit) {
            return prefix + "-" + part;
        }
        int room = limit - part.length() - HASH - 2;
        if (room < 1) {
            throw new IllegalArgumentException("'" + part + "' is too long for a part of a name, which may have "
                    + (limit - HASH - 3) + " characters here");
        }
        var head = plain(plain.substring(0, Math.min(room, plain.length())));
        return head + "-" + hash(prefix) + "-" + part;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
