package dev.holdfast.workload;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.EncryptionKey;
import dev.holdfast.workload.stateful.KeyPolicy;
import dev.holdfast.workload.stateless.Alarm;
import dev.holdfast.workload.stateless.AlarmTopic;
import dev.holdfast.workload.stateless.Alarms;
import dev.holdfast.workload.stateless.Dashboard;
import dev.holdfast.workload.stateless.DatabaseAlarms;
import dev.holdfast.workload.stateless.FailedBackups;
import dev.holdfast.workload.stateless.FunctionAlarms;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.LoadBalancerAlarms;
import dev.holdfast.workload.stateless.ServiceAlarms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is told when something is wrong in an environment, and where a person looks. Without an address there are no alarms,
 * which only a development environment may do; review stacks are gone before anybody looks.
 *
 * @param topic where alarms go, if there are any
 */
record Watching(Optional<AlarmTopic> topic) {
    /**
     * What is watched.
     *
     * @param sleeps whether tasks and database are switched off at times: what takes silence for trouble is left out then
     */
    record Subjects(
            Data data,
            Optional<EnvironmentBackups> backups,
            List<FunctionAlarms.Watched> functions,
            LoadBalancer loadBalancer,
            Services services,
            boolean sleeps) {
        Subjects {
            functions = List.copyOf(functions);
        }
    }

    /** The topic, which others publish in as well. */
    static Watching declare(Settings settings, Account account, ComponentResourceOptions inAccount) {
        var names = Names.of(settings.environment());
        return new Watching(settings.profile().watching().email().map(email -> {
            var key = new EncryptionKey(
                    "alarms-key",
                    new EncryptionKey.Args(
                            settings.environment(),
                            names.of("alarms"),
                            "Encrypts the alarms",
                            account.id().applyValue(KeyPolicy::ofAlarms)),
                    inAccount);
            return new AlarmTopic(
                    "alarms", new AlarmTopic.Args(names.of("alarms"), account.id(), key.arn, email), inAccount);
        }));
    }

    /** The alarms and the dashboard. */
    void watch(Settings settings, Account account, Subjects subjects, ComponentResourceOptions inAccount) {
        var environment = settings.environment();
        if (environment.kind() == Environment.Kind.REVIEW) {
            return;
        }
        var names = Names.of(environment);
        topic.ifPresent(to -> new FailedBackups(
                "failed-backups", new FailedBackups.Args(names.of("failed-backups"), to.arn), inAccount));
        var alarms = topic.map(to -> new Alarms(
                        "alarm",
                        new Alarms.Args(names, to.arn, alarms(settings, subjects), subjects.sleeps()),
                        inAccount))
                .map(declared -> declared.alarmNames)
                .orElse(List.of());
        new Dashboard(
                "dashboard",
                new Dashboard.Args(
                        names.of("overview"),
                        environment.name(),
                        settings.region(),
                        account.id(),
                        subjects.loadBalancer().arn,
                        subjects.services().watched(),
                        List.of(subjects.data().database().identifier),
                        subjects.functions(),
                        subjects.backups().map(EnvironmentBackups::vaultName),
                        alarms),
                inAccount);
    }

    /** What a person must do. */
    Output<List<String>> byHand(Optional<EnvironmentBackups> backups) {
        return Output.all(Stream.concat(
                                topic.stream().map(one -> one.byHand),
                                backups.stream().map(EnvironmentBackups::byHand))
                        .toList())
                .applyValue(all -> all.stream().flatMap(Optional::stream).toList());
    }

    private static List<Alarm> alarms(Settings settings, Subjects subjects) {
        var profile = settings.profile();
        var watching = profile.watching();
        var alarms = new ArrayList<Alarm>(LoadBalancerAlarms.of(subjects.loadBalancer().arn, watching));
        subjects.services().watched().forEach(service -> alarms.addAll(ServiceAlarms.of(service, watching)));
        alarms.addAll(
                DatabaseAlarms.of("database", subjects.data().database().identifier, profile.database(), watching));
        subjects.functions().forEach(function -> alarms.addAll(FunctionAlarms.of(function)));
        subjects.backups().ifPresent(backups -> alarms.addAll(FailedBackups.missing(backups.vaultName())));
        return alarms;
    }
}
