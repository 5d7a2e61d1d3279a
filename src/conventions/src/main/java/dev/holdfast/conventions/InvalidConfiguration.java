package dev.holdfast.conventions;

import java.util.List;

/** What is wrong with a configuration: every problem at once, each naming the key, the value and what is allowed. */
public final class InvalidConfiguration extends RuntimeException {
    private final transient List<String> problems;

    /** One problem. */
    public InvalidConfiguration(String problem) {
        this(List.of(problem));
    }

    /** Several problems, told in one message. */
    public InvalidConfiguration(List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : "the configuration has " + problems.size() + " problems:\n  - "
                                + String.join(
                                        "\n  - ",
                                        problems.stream()
                                                .map(problem -> problem.replace("\n", "\n    "))
                                                .toList()));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order in which they were found. */
    public List<String> problems() {
        return problems;
    }
}
