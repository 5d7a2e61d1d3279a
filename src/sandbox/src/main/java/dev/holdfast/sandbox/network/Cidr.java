package dev.holdfast.sandbox.network;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A range of IPv4 addresses.
 *
 * @param first its first address as a number
 * @param bits how many of its leading bits all addresses share
 */
record Cidr(long first, int bits) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    /** What nobody on the internet has as an address. */
    private static final List<Cidr> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16")
            .flatMap(text -> of(text).stream())
            .toList();

    /** The range that a text such as {@code 10.0.0.0/8} or {@code 10.0.0.1} means, if it means one. */
    static Optional<Cidr> of(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var bits = matcher.group(5) == null ? 32 : Integer.parseInt(matcher.group(5));
        var address = 0L;
        for (var part = 1; part <= 4; part++) {
            address = address << 8 | Math.min(255, Integer.parseInt(matcher.group(part)));
        }
        return bits > 32 ? Optional.empty() : Optional.of(new Cidr(address >> 32 - bits << 32 - bits, bits));
    }

    /** Whether all of another range is in this one. */
    boolean covers(Cidr other) {
        return other.bits >= bits && other.first >> 32 - bits == first >> 32 - bits;
    }

    /** Whether an address is in it. */
    boolean contains(String address) {
        return of(address).filter(this::covers).isPresent();
    }

    /** Whether it is every address, {@code 0.0.0.0/0}. */
    boolean isEverything() {
        return bits == 0;
    }

    /** Whether somebody on the internet may have an address of it. */
    boolean isPublic() {
        return PRIVATE.stream().noneMatch(one -> one.covers(this));
    }
}
