package dev.holdfast.organization;

import dev.holdfast.conventions.Configuration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An organizational unit: accounts to which the same guardrails apply. Parents come before their children. */
public enum Unit {
    /** What watches the others. */
    SECURITY("Security"),
    /** What the others share. */
    INFRASTRUCTURE("Infrastructure"),
    /** What serves users; its guardrails hold below it too. */
    WORKLOADS("Workloads"),
    /** Workloads that no customer depends on. */
    NON_PRODUCTION("NonProduction", WORKLOADS),
    /** Workloads that customers depend on. */
    PRODUCTION("Production", WORKLOADS),
    /** What came from elsewhere, as it is: nothing is set up in it, and only the guardrails of all accounts hold. */
    LEGACY("Legacy"),
    /** Where accounts wait for their closure: an account is moved here, never deleted. */
    SUSPENDED("Suspended");

    private final String title;
    private final Unit parent;

    Unit(String title) {
        this(title, null);
    }

    Unit(String title, Unit parent) {
        this.title = title;
        this.parent = parent;
    }

    /** Its name in AWS, unique below its parent. */
    public String title() {
        return title;
    }

    /** The unit that it lies in; without one, it lies in the organization's root. */
    public Optional<Unit> parent() {
        return Optional.ofNullable(parent);
    }

    /** Whether what serves users runs in it. */
    public boolean workloads() {
        return this == WORKLOADS || parent == WORKLOADS;
    }

    /** Its name below those of its parents, such as {@code Workloads/Production}. */
    public String path() {
        return parent == null ? title : parent.path() + "/" + title;
    }

    /** The unit that the key {@code unit} names by its path; without the key, the default, or else it is a problem. */
    static Unit read(Configuration section, Optional<Unit> byDefault) {
        var path = section.text("unit");
        var found = path.flatMap(text ->
                Arrays.stream(values()).filter(unit -> unit.path().equals(text)).findFirst());
        if (path.isPresent() ? found.isEmpty() : byDefault.isEmpty()) {
            section.problem(
                    "unit",
                    path.map(text -> "is '" + text + "'").orElse("is not set") + ", allowed is one of "
                            + Arrays.stream(values()).map(Unit::path).collect(Collectors.joining(", ")));
        }
        return found.or(() -> byDefault).orElse(NON_PRODUCTION);
    }
}
