package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.conventions.AddressPlan.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPlanTest {
    @Test
    void givesEachRangeToExactlyOneBlock() {
        var all =
                AddressPlan.blocks().stream().flatMapToInt(block -> IntStream.rangeClosed(block.first(), block.last()));

        assertThat(all.boxed())
                .containsExactlyElementsOf(IntStream.range(0, 256).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"dev, 10.10.0.0/16", "stage, 10.20.0.0/16", "prod, 10.30.0.0/16"})
    void givesAnEnvironmentItsRange(String stack, String range) {
        assertThat(AddressPlan.range(Environment.ofStack(stack))).isEqualTo(range);
    }

    @Test
    void givesNeighbouringReviewStacksDifferentRangesOfTheirBlock() {
        var ranges = IntStream.range(0, 10)
                .mapToObj(number -> AddressPlan.range(Environment.ofStack("review-" + number)))
                .collect(Collectors.toSet());

        assertThat(ranges).hasSize(10).allMatch(range -> range.matches("10\\.1\\d\\d\\.0\\.0/16"));
    }

    @Test
    void givesAReviewStackTheSameRangeAlways() {
        // If this changes, every review stack that is up is replaced.
        assertThat(AddressPlan.range(Environment.ofStack("review-42"))).isEqualTo("10.195.0.0/16");
    }

    @Test
    void hasABlockForEveryAccount() {
        assertThat(Set.of("management", "shared", "log-archive", "security", "backup", "dev", "stage", "prod"))
                .allMatch(account -> AddressPlan.owned(account).isPresent());
    }

    @Test
    void tellsWhichBlocksOverlapSomeAddresses() {
        var block = new Block("b", 10, 11, true);

        assertThat(block.overlaps(address(9), address(10) - 1)).isFalse();
        assertThat(block.overlaps(address(9), address(10))).isTrue();
        assertThat(block.overlaps(address(12) - 1, address(12))).isTrue();
        assertThat(block.overlaps(address(12), address(13))).isFalse();
    }

    @Test
    void isWrittenInTheDocumentation() throws IOException {
        assertThat(Files.readString(Path.of("../../docs/network.md"))).contains(AddressPlan.table());
    }

    private static long address(int number) {
        return (10L << 24) + ((long) number << 16);
    }
}
