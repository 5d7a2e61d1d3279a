package dev.holdfast.workload.stateful;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Environment;

/** A component that holds state: the one place that decides how its children are held fast. */
abstract class StatefulComponent extends ComponentResource {
    /** AWS's longest time in which a deleted key or secret can be taken back. */
    private static final int LONGEST_RECOVERY_DAYS = 30;

    private final Environment environment;

    StatefulComponent(String type, String name, Environment environment, ComponentResourceOptions options) {
        super("holdfast:stateful:" + type, name, options);
        this.environment = environment;
    }

    /** Options of a child that holds state, which is one whose type is in the catalogue: protected, unless disposable. */
    final CustomResourceOptions.Builder held() {
        return child().protect(!environment.disposable());
    }

    /** Options of a child that holds none: an alias, a subnet group. */
    final CustomResourceOptions.Builder child() {
        return CustomResourceOptions.builder().parent(this);
    }

    /** For how long AWS keeps what is deleted all the same, where the least that AWS allows is {@code least}. */
    final int recoveryDays(int least) {
        return environment.disposable() ? least : LONGEST_RECOVERY_DAYS;
    }
}
