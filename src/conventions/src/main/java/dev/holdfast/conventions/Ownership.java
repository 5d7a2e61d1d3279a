package dev.holdfast.conventions;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose resources are, for the tags of the same names.
 *
 * @param owner {@code owner}: the team that answers for them
 * @param costCentre {@code costCentre}: who pays
 * @param repository {@code repository}: where their program is, such as {@code owner/name}
 */
public record Ownership(String owner, String costCentre, Optional<String> repository) {
    /** What AWS's services agree on as a tag's value; Auto Scaling, EC2 and ECS each allow more. */
    private static final Pattern VALUE = Pattern.compile("(?!aws:)[a-zA-Z0-9 _.:/=+@-]{1,256}");

    private static final String ALLOWED =
            "the value of a tag: at most 256 letters, digits, spaces and _ . : / = + - @, not beginning with aws:";

    /** Reads the keys; what is wrong with them is noted in {@code keys}. */
    public static Ownership read(Configuration keys) {
        return new Ownership(
                keys.matching("owner", VALUE, ALLOWED).orElse("platform"),
                keys.matching("costCentre", VALUE, ALLOWED).orElse("holdfast"),
                keys.matching("repository", VALUE, ALLOWED));
    }
}
