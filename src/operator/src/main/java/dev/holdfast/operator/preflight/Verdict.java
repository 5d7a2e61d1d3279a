package dev.holdfast.operator.preflight;

/** What a finding means for the first {@code pulumi up}. */
enum Verdict {
    FINE("✓", "ok"),
    /** Worth doing, but nothing fails without it. */
    ADVICE("!", "!"),
    /** It was not possible to find out, which is no pass. */
    UNKNOWN("?", "?"),
    /** Only a person can do it, and no API tells whether somebody did. */
    BY_HAND("☐", "[]"),
    /** The update would fail, or do what cannot be undone. */
    BLOCKS("✗", "XX");

    private final String sign;
    private final String ascii;

    Verdict(String sign, String ascii) {
        this.sign = sign;
        this.ascii = ascii;
    }

    String sign(boolean unicode) {
        return unicode ? sign : ascii;
    }
}
