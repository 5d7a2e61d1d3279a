package dev.holdfast.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the organization's program grows with the number of accounts: it is previewed, applied from nothing and applied again
 * for each size, in a sandbox of its own.
 */
final class Scale {
    /** Those that the organization has without any configuration. */
    private static final int OWN = 7;

    private final Copy copy;
    private final Figures figures;

    Scale(Copy copy, Figures figures) {
        this.copy = copy;
        this.figures = figures;
    }

    /** @param sizes how many accounts, each at least {@value #OWN} */
    void measure(List<Integer> sizes) throws IOException, InterruptedException {
        for (int size : sizes) {
            if (size < OWN) {
                throw new IllegalArgumentException(
                        "--accounts has " + size + ", but the organization has " + OWN + " of its own; name no fewer");
            }
        }
        prepare();
        var first = new ArrayList<Double>();
        for (int size : sizes) {
            System.out.println(size + " accounts ...");
            copy.sandbox("reset", "--yes");
            copy.configureOrganization(accounts(size - OWN));
            var name = size + " accounts: ";
            run(name + "preview of nothing", "preview", "management");
            // With the management account.
            copy.sandbox("console", "quota", "accounts", Integer.toString(size + 1));
            first.add(run(name + "first up", "up", "management"));
            run(name + "second up, without changes", "up", "management");
            figures.add(name + "resources", "", copy.resources("holdfast-organization", "management"));
        }
        for (int i = 1; i < first.size(); i++) {
            var more = sizes.get(i) - sizes.get(i - 1);
            figures.add(
                    "first up: each account from " + sizes.get(i - 1) + " to " + sizes.get(i),
                    "s",
                    (first.get(i) - first.get(i - 1)) / more);
        }
    }

    /** What `tools/java` keeps does not depend on the size, and making it takes more time and memory than any size. */
    private void prepare() throws IOException, InterruptedException {
        copy.reset();
        copy.sandbox("up", "management");
        copy.sandbox("up", "management");
    }

    private double run(String name, String... arguments) throws IOException, InterruptedException {
        try (var usage = new Usage(copy.directory())) {
            var took = copy.sandbox(arguments).total();
            figures.add(name, "s", took);
            usage.used().forEach((process, used) -> {
                figures.add(name + ": processor time of " + process, "s", used.seconds());
                figures.add(name + ": peak memory of " + process, "MB", used.megabytes());
            });
            return took;
        }
    }

    /** Further accounts, as the stack's file names them. */
    private static String accounts(int count) {
        if (count == 0) {
            return "";
        }
        var lines = new StringBuilder("  holdfast-organization:accounts:\n");
        for (int i = 1; i <= count; i++) {
            lines.append("    team-%03d:%n      unit: Workloads/NonProduction%n".formatted(i));
        }
        return lines.toString();
    }
}
