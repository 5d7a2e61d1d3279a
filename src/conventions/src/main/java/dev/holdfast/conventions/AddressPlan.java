package dev.holdfast.conventions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which addresses the VPCs of all accounts have: blocks of 10.0.0.0/8, by their second number, of which no two overlap, so
 * that any two networks can be connected one day. Accounts without a VPC have a block for the day on which they get one.
 */
public final class AddressPlan {
    private static final String REVIEW = "review stacks";

    private static final List<Block> BLOCKS = List.of(
            Block.free(0, 1, "nobody: home networks and many tools begin here"),
            Block.of("management", 2),
            Block.of("shared", 3),
            Block.of("log-archive", 4),
            Block.of("security", 5),
            Block.of("backup", 6),
            Block.free(7, 9, "further accounts"),
            Block.of("dev", 10),
            Block.free(11, 19, "dev in further regions"),
            Block.of("stage", 20),
            Block.free(21, 29, "stage in further regions"),
            Block.of("prod", 30),
            Block.free(31, 39, "prod in further regions"),
            Block.free(40, 99, "further environments"),
            new Block(REVIEW, 100, 199, true),
            Block.free(200, 255, "what is chosen by hand"));

    /**
     * Neighbouring ranges of 65536 addresses.
     *
     * @param owner an account, an environment, or what they are kept for
     * @param first the second number of the first range
     * @param last that of the last
     * @param taken whether nobody else may choose them
     */
    public record Block(String owner, int first, int last, boolean taken) {
        static Block of(String owner, int number) {
            return new Block(owner, number, number, true);
        }

        static Block free(int first, int last, String purpose) {
            return new Block(purpose, first, last, false);
        }

        /** The ranges, as people write them. */
        public String ranges() {
            return first == last ? cidr(first) : cidr(first) + " to " + cidr(last);
        }

        /** Whether it has any of the addresses between two, which are numbers. */
        public boolean overlaps(long from, long to) {
            return from <= address(last + 1) - 1 && address(first) <= to;
        }

        private static long address(int number) {
            return 10L << 24 | (long) number << 16;
        }
    }

    private AddressPlan() {}

    /** All blocks, in their order. */
    public static List<Block> blocks() {
        return BLOCKS;
    }

    /**
     * The range of an environment. A review stack has one of its block by its name, so nobody needs to choose; two whose
     * names fall on the same one can live beside each other, but cannot be connected.
     */
    public static String range(Environment environment) {
        var block = block(environment);
        return cidr(block.first() + Math.floorMod(environment.name().hashCode(), block.last() - block.first() + 1));
    }

    /** The block of an environment. */
    public static Block block(Environment environment) {
        var owner = environment.kind() == Environment.Kind.REVIEW ? REVIEW : environment.name();
        return owned(owner)
                .orElseThrow(
                        () -> new IllegalStateException("the address plan has no block for " + environment.name()));
    }

    /** The block of an account or an environment, if the plan has one. */
    public static Optional<Block> owned(String owner) {
        return BLOCKS.stream()
                .filter(Block::taken)
                .filter(block -> block.owner().equals(owner))
                .findFirst();
    }

    /** The plan as a table in Markdown. */
    public static String table() {
        return BLOCKS.stream()
                .map(block -> "| " + block.ranges() + " | " + block.owner() + " |\n")
                .collect(Collectors.joining("", "| addresses | whose |\n| --- | --- |\n", ""));
    }

    private static String cidr(int number) {
        return "10." + number + ".0.0/16";
    }
}
