package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;

/** RDS-15. */
final class MasterPassword implements ResourcePolicy {
    private static final List<String> USUAL = List.of("admin", "postgres", "root");

    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-15", "rds-master-password", Severity.HIGH)
                .description("RDS makes the password of the master user and keeps it; the user is not called as "
                        + "everybody expects.")
                .why("A password in a program is in its repository, in the state and in every log of both.")
                .mend("Set manageMasterUserPassword(true) and no password, and another username than postgres "
                        + "or admin.")
                .control(securityHub("RDS.25"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("replicateSourceDb").isAbsent()
                || !database.property("snapshotIdentifier").isAbsent()) {
            return;
        }
        if (!database.property("manageMasterUserPassword").isTrue()) {
            evaluation.violation("manageMasterUserPassword is off"
                    + (database.property("password").isPresent() ? ", and a password is given" : ""));
        }
        var name = database.property("username").string("");
        if (USUAL.contains(name)) {
            evaluation.violation("the master user is called " + name);
        }
    }
}
