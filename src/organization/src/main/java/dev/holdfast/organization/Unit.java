package dev.holdfast.organization;

import java.util.Optional;

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

    /** Its name below those of its parents, such as {@code Workloads/Production}. */
    public String path() {
        return parent == null ? title : parent.path() + "/" + title;
    }
}
