package dev.holdfast.operator.preflight;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.preflight.Checklist.Area;
import dev.holdfast.organization.RoleNames;
import dev.holdfast.organization.Settings;
import dev.holdfast.workload.Profile;
import dev.holdfast.workload.stateless.Spot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

@Command(
        name = "preflight",
        description = {
            "Check, before the first `pulumi up` on AWS, what would stop it, and say what it costs and takes.",
            "",
            "It only asks: nothing in AWS changes. One of the questions, Cost Explorer's, costs one cent. What these"
                    + " credentials may not ask is listed with the permission that is missing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing blocks, though there may be things to look at.",
            "1:Something blocks, or could not be begun.",
            "2:The command line was not understood."
        })
public final class Preflight implements Callable<Integer> {
    private static final String MANAGEMENT = "management";

    private final Holdfast holdfast;

    @Option(
            names = "--stack",
            defaultValue = MANAGEMENT,
            paramLabel = "<stack>",
            description = "management, or an environment's, such as dev: then its account is entered, and asked for its"
                    + " quotas. Without it: ${DEFAULT-VALUE}.")
    private String stack;

    @Option(names = "--json", description = "Print the findings for a program.")
    private boolean json;

    public Preflight(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() {
        try (var aws = Aws.ofThisProcess()) {
            var checklist = stack.equals(MANAGEMENT) ? ofManagement(aws) : ofEnvironment(aws);
            if (json) {
                holdfast.screen().out().println(checklist.json());
            } else {
                checklist.show(holdfast.screen());
            }
            return checklist.blocks() ? 1 : 0;
        }
    }

    private Checklist ofManagement(Aws aws) {
        var areas = new ArrayList<Area>();
        areas.add(new Area("This machine", ask(machine().questions("src/organization/target/organization.jar"))));

        var file = StackFile.read(holdfast.root().resolve("src/organization/Pulumi.management.yaml"));
        var configured = new ArrayList<Finding>();
        var settings = settings(file, configured);
        settings.ifPresent(read -> configured.addAll(ask(List.of(Question.of(
                "Mail domain", "", () -> new MailDomain("dns:").ask(read.email().domain()))))));
        areas.add(new Area("Configuration", configured));

        var region = Region.of(settings.map(Settings::region).orElse("us-east-1"));
        var caller = Caller.ask(aws, region);
        var account = new ArrayList<>(caller.findings());
        if (caller.account().isPresent() && settings.isPresent()) {
            var wanted = settings.get().accounts().stream()
                    .filter(member -> !member.closed())
                    .map(member -> new Accounts.Wanted(
                            member.name(), member.address(settings.get().email()), member.id()))
                    .toList();
            var questions = new ArrayList<>(
                    new Accounts(aws, new Quotas(aws), caller.account().get())
                            .questions(settings.get().organizationId(), wanted));
            questions.addAll(new ManagementAccount(aws, region, Clock.systemUTC())
                    .questions(
                            settings.get().regions(), settings.get().contacts().isPresent()));
            account.addAll(ask(questions));
        } else {
            account.add(notAsked());
        }
        areas.add(new Area("AWS", account));
        areas.add(new Area("By hand", ByHand.of(settings.flatMap(Settings::repository))));
        return new Checklist(stack, areas, Estimate.ofOrganization(key -> file.value(Settings.PROJECT, key)));
    }

    private Checklist ofEnvironment(Aws aws) {
        var environment = Environment.ofStack(stack);
        var areas = new ArrayList<Area>();
        areas.add(new Area("This machine", ask(machine().questions("src/workload/target/workload.jar"))));

        var file = StackFile.read(holdfast.root().resolve("Pulumi." + stack + ".yaml"));
        // Only what decides about size: the images may not be built yet.
        var keys = new Configuration("holdfast", key -> file.value("holdfast", key));
        var profile = Profile.read(environment, keys);
        keys.check();
        var region = Region.of(file.value("aws", "region").orElse("us-east-1"));
        var caller = Caller.ask(aws, region);
        var account = new ArrayList<>(caller.findings());
        caller.account()
                .ifPresentOrElse(
                        id -> account.addAll(new EnvironmentAccount(aws, new Accounts(aws, new Quotas(aws), id), region)
                                .findings(
                                        new EnvironmentAccount.Needs(
                                                environment.account(),
                                                file.value("holdfast", "accountId"),
                                                file.value("holdfast", "roleName")
                                                        .orElse(RoleNames.ACCESS),
                                                profile.peakVcpus(),
                                                profile.services().spot() == Spot.ALL),
                                        id)),
                        () -> account.add(notAsked()));
        areas.add(new Area("AWS", account));
        return new Checklist(stack, areas, Estimate.of(profile));
    }

    private ThisMachine machine() {
        return new ThisMachine(holdfast.root(), holdfast.environment());
    }

    /** As the program reads them; its problems are findings. */
    private static Optional<Settings> settings(StackFile file, List<Finding> findings) {
        try {
            var keys = file.of(Settings.PROJECT);
            var settings = Settings.read(keys, keys.beside("aws", key -> file.value("aws", key)));
            findings.add(Finding.fine("Configuration", file.path().getFileName() + " is as the program wants it"));
            return Optional.of(settings);
        } catch (InvalidConfiguration invalid) {
            invalid.problems().forEach(problem -> findings.add(Finding.blocks("Configuration", problem, "")));
            return Optional.empty();
        }
    }

    private static Finding notAsked() {
        return Finding.unknown("All else", "not asked; mend what blocks above, and run this again", "");
    }

    /** Asks all at once, and answers in their order. */
    private static List<Finding> ask(Collection<Question> questions) {
        var pool = Executors.newFixedThreadPool(questions.size());
        try {
            var answers = questions.stream()
                    .map(question -> pool.submit(question::ask))
                    .toList();
            var findings = new ArrayList<Finding>();
            for (Future<List<Finding>> answer : answers) {
                findings.addAll(answer.get());
            }
            return findings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the questions were asked", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
