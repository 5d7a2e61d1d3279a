package dev.holdfast.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One run of a pack over one stack: what the engine's server, {@code pulumi policy analyze} and unit tests have in
 * common. It may be asked by several threads.
 *
 * <pre>{@code
 * var analysis = new Analysis(pack, StackIdentity.named("shop", "prod"), Configuration.none());
 * var findings = analysis.analyze(resource);
 * }</pre>
 */
public final class Analysis {
    private final PolicyPack pack;
    private final Configuration configuration;
    private final Clock clock;
    private final List<Asked> rules;
    private final Map<String, List<Asked>> rulesOfType = new ConcurrentHashMap<>();
    private final List<Finding> all = Collections.synchronizedList(new ArrayList<>());
    private final Map<EnforcementLevel, Integer> checks = new EnumMap<>(EnforcementLevel.class);
    private final Map<String, List<Finding>> brokenRemediations = new ConcurrentHashMap<>();
    private volatile StackIdentity stack;

    /**
     * What a rule changed.
     *
     * @param rule that did it
     * @param resource as it is after that
     */
    public record Remedied(PolicyMetadata rule, PolicyResource resource) {}

    private record Asked(PolicyPack.Described rule, Value configuration) {
        Policy policy() {
            return rule.policy();
        }

        PolicyMetadata metadata() {
            return rule.metadata();
        }
    }

    public Analysis(PolicyPack pack, StackIdentity stack, Configuration configuration) {
        this(pack, stack, configuration, Clock.systemUTC());
    }

    /** @param clock tells which exemptions still hold */
    public Analysis(PolicyPack pack, StackIdentity stack, Configuration configuration, Clock clock) {
        this.pack = pack;
        this.stack = stack;
        this.configuration = configuration;
        this.clock = clock;
        this.rules = pack.described().stream()
                .map(rule -> new Asked(rule, configuration.properties(rule.metadata())))
                .toList();
    }

    /** The stack that is judged; not known before the first resource in {@code pulumi policy analyze}. */
    public StackIdentity stack() {
        return stack;
    }

    /** Asks the rules about each resource of its own, with its inputs. */
    public List<Finding> analyze(PolicyResource resource) {
        learn(List.of(resource));
        var findings = new ArrayList<>(
                Optional.ofNullable(brokenRemediations.remove(resource.urn())).orElse(List.of()));
        var concealment = new Concealment(List.of(resource));
        for (var asked : about(resource.type())) {
            var rule = (ResourcePolicy) asked.policy();
            findings.addAll(judge(
                    asked, resource, evaluation -> rule.validate(resource, evaluation), resource.urn(), concealment));
        }
        return keep(findings);
    }

    /** The rules about each resource of a type, found once: there are many more resources than types. */
    private List<Asked> about(String type) {
        return rulesOfType.computeIfAbsent(
                type,
                key -> rules.stream()
                        .filter(asked -> asked.policy() instanceof ResourcePolicy
                                && asked.rule().types().contains(type))
                        .toList());
    }

    /** Whether any rule may change resources of a type; the stack may not be known yet, and so not every level. */
    boolean mayRemedy(String type) {
        return about(type).stream()
                .anyMatch(asked -> !stack.known() || level(asked.metadata()) == EnforcementLevel.REMEDIATE);
    }

    /** Lets the rules whose level is {@link EnforcementLevel#REMEDIATE} change a resource, one after the other. */
    public List<Remedied> remediate(PolicyResource resource) {
        learn(List.of(resource));
        var remedied = new ArrayList<Remedied>();
        var current = resource;
        for (var asked : about(resource.type())) {
            var metadata = asked.metadata();
            var rule = (ResourcePolicy) asked.policy();
            if (level(metadata) == EnforcementLevel.REMEDIATE && !exempted(metadata, resource)) {
                var remediation = new Remediation(current, asked.configuration());
                try {
                    rule.remediate(remediation);
                } catch (NotEvaluatedException e) {
                    // Left as it is; validate() judges it next, and says what is unknown.
                    continue;
                } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                    // Left as it is. The engine has no place for it here; analyze() tells.
                    var message = new Concealment(List.of(resource)).of(Evaluation.broken(e));
                    brokenRemediations
                            .computeIfAbsent(resource.urn(), urn -> Collections.synchronizedList(new ArrayList<>()))
                            .add(broken(metadata, resource.urn(), message));
                    continue;
                }
                if (remediation.changesAnything()) {
                    current = remediation.result();
                    remedied.add(new Remedied(metadata, current));
                }
            }
        }
        return remedied;
    }

    /** Asks the rules about resources and what belongs to them, and which exemptions are over. */
    public List<Finding> analyze(PolicyStack resources) {
        learn(resources.resources());
        var root = resources.root();
        // A rule may quote any resource, whichever it speaks of.
        var concealment = new Concealment(resources.resources());
        var findings = new ArrayList<Finding>();
        for (var asked : rules) {
            if (asked.policy() instanceof StackPolicy rule) {
                findings.addAll(
                        judge(asked, null, evaluation -> rule.validate(resources, evaluation), root, concealment));
            }
        }
        findings.addAll(expired(resources, root));
        return keep(findings);
    }

    /** Everything that was said up to now. */
    public List<Finding> findings() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /** How many times a rule of a level was asked about something. */
    public int checks(EnforcementLevel level) {
        synchronized (checks) {
            return checks.getOrDefault(level, 0);
        }
    }

    private EnforcementLevel level(PolicyMetadata rule) {
        return configuration.level(rule, stack);
    }

    /** {@code pulumi policy analyze} does not say which stack it is: the first resource does. */
    StackIdentity learn(Collection<PolicyResource> resources) {
        if (!stack.known()) {
            resources.stream().findFirst().ifPresent(resource -> stack = resource.stack());
        }
        return stack;
    }

    private List<Finding> judge(
            Asked asked, PolicyResource subject, Consumer<Evaluation> rule, String whole, Concealment concealment) {
        var level = level(asked.metadata());
        if (level == EnforcementLevel.DISABLED) {
            return List.of();
        }
        // What could not be remedied must not pass.
        var effective = level == EnforcementLevel.REMEDIATE ? EnforcementLevel.MANDATORY : level;
        var evaluation = new Evaluation(stack, asked.configuration(), subject);
        evaluation.run(() -> rule.accept(evaluation));
        synchronized (checks) {
            checks.merge(effective, evaluation.checks(), Integer::sum);
        }
        return evaluation.said().stream()
                .map(said -> finding(
                        asked.metadata(),
                        effective,
                        said.kind(),
                        said.resource() == null ? whole : said.resource().urn(),
                        concealment.of(said.message())))
                .toList();
    }

    private Finding finding(
            PolicyMetadata rule, EnforcementLevel level, Finding.Kind kind, String urn, String message) {
        return switch (kind) {
            case ERROR -> broken(rule, urn, message);
            case VIOLATION ->
                exemption(rule, urn)
                        .map(exemption -> answeredFor(exemption, rule, level, urn, message))
                        .orElseGet(() -> new Finding(kind, rule, level, urn, message));
            default -> new Finding(kind, rule, level, urn, message);
        };
    }

    /** Whatever the rule's level: nobody knows what it would have said. */
    private static Finding broken(PolicyMetadata rule, String urn, String message) {
        return new Finding(Finding.Kind.ERROR, rule, EnforcementLevel.MANDATORY, urn, message);
    }

    private Finding answeredFor(
            Exemption exemption, PolicyMetadata rule, EnforcementLevel level, String urn, String message) {
        return exemption.expired(today())
                ? new Finding(
                        Finding.Kind.VIOLATION,
                        rule,
                        level,
                        urn,
                        message + " (the exemption of " + exemption.owner() + " ended on " + exemption.expires() + ")")
                : new Finding(
                        Finding.Kind.EXEMPTED,
                        rule,
                        EnforcementLevel.ADVISORY,
                        urn,
                        message + "; exempted until " + exemption.expires() + " by " + exemption.owner() + ": "
                                + exemption.reason());
    }

    private boolean exempted(PolicyMetadata rule, PolicyResource resource) {
        return exemption(rule, resource.urn())
                .filter(found -> !found.expired(today()))
                .isPresent();
    }

    /** Of several the one that holds longest. */
    private Optional<Exemption> exemption(PolicyMetadata rule, String urn) {
        return pack.exemptions().all().stream()
                .filter(exemption -> exemption.rule().equals(rule.name()) && exemption.matches(urn))
                .max(Comparator.comparing(Exemption::expires));
    }

    private List<Finding> expired(PolicyStack resources, String root) {
        return pack.exemptions().all().stream()
                .filter(exemption -> exemption.expired(today()))
                .filter(exemption -> resources.resources().stream().anyMatch(one -> exemption.matches(one.urn())))
                .map(exemption -> new Finding(
                        Finding.Kind.VIOLATION,
                        PolicyPack.EXPIRED,
                        level(PolicyPack.EXPIRED),
                        root,
                        "the exemption of " + exemption.owner() + " from " + exemption.rule() + " for "
                                + exemption.resource() + " ended on " + exemption.expires() + ": "
                                + exemption.reason()))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private List<Finding> keep(List<Finding> findings) {
        all.addAll(findings);
        return findings;
    }
}
