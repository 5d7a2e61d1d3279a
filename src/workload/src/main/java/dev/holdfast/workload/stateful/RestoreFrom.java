package dev.holdfast.workload.stateful;

import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.inputs.InstanceRestoreToPointInTimeArgs;
import com.pulumi.aws.rds.outputs.InstanceRestoreToPointInTime;
import com.pulumi.core.Output;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a database begins with, where it does not begin empty. */
public sealed interface RestoreFrom {
    /** RDS's own name of an instance, which outlives it: its backups may be kept longer than the instance. */
    Pattern RESOURCE_ID = Pattern.compile("db-[A-Z0-9]{24,32}");

    /** Lets an instance begin with it. Names and encryption come from there too. */
    void begin(InstanceArgs.Builder instance);

    /**
     * The host of an instance that began with it; no host, but an error, if it began with something else: that cannot be
     * changed any more.
     */
    Output<String> host(String database, Instance instance);

    /**
     * A snapshot.
     *
     * @param identifier its name, or its ARN where it is another account's
     */
    record Snapshot(String identifier) implements RestoreFrom {
        @Override
        public void begin(InstanceArgs.Builder instance) {
            instance.snapshotIdentifier(identifier);
        }

        @Override
        public Output<String> host(String database, Instance instance) {
            return Output.tuple(instance.address(), instance.snapshotIdentifier())
                    .applyValue(known -> {
                        check(database, known.t2);
                        return known.t1;
                    });
        }

        void check(String database, String actual) {
            if (!identifier.equals(actual)) {
                throw changed(database, "snapshot " + actual, "snapshot " + identifier);
            }
        }
    }

    /**
     * A moment of another database.
     *
     * @param source its identifier or, where it is deleted and its backups are kept, its resource id
     * @param time the moment; the latest that can be restored where there is none
     */
    record PointInTime(String source, Optional<Instant> time) implements RestoreFrom {
        @Override
        public void begin(InstanceArgs.Builder instance) {
            instance.restoreToPointInTime(args());
        }

        @Override
        public Output<String> host(String database, Instance instance) {
            return Output.tuple(instance.address(), instance.restoreToPointInTime())
                    .applyValue(known -> {
                        known.t2.ifPresent(actual -> check(database, actual));
                        return known.t1;
                    });
        }

        private InstanceRestoreToPointInTimeArgs args() {
            var args = InstanceRestoreToPointInTimeArgs.builder();
            if (RESOURCE_ID.matcher(source).matches()) {
                args.sourceDbiResourceId(source);
            } else {
                args.sourceDbInstanceIdentifier(source);
            }
            time.ifPresentOrElse(
                    moment -> args.restoreTime(moment.toString()), () -> args.useLatestRestorableTime(true));
            return args.build();
        }

        void check(String database, InstanceRestoreToPointInTime actual) {
            var from = new PointInTime(
                    actual.sourceDbInstanceIdentifier()
                            .or(actual::sourceDbiResourceId)
                            .orElse(""),
                    actual.restoreTime().map(Instant::parse));
            if (!equals(from)) {
                throw changed(database, from.toString(), toString());
            }
        }

        @Override
        public String toString() {
            return source + " at " + time.map(Instant::toString).orElse("the latest time");
        }
    }

    private static IllegalStateException changed(String database, String was, String is) {
        return new IllegalStateException("database " + database + " was restored from " + was
                + ", but the configuration"
                + " says " + is + ": what a database came from never changes. Set it back, and for another restore"
                + " add another name to holdfast:databases");
    }
}
