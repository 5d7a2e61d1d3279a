package dev.holdfast.policy.test;

import dev.holdfast.policy.Analysis;
import dev.holdfast.policy.Configuration;
import dev.holdfast.policy.EnforcementLevel;
import dev.holdfast.policy.Finding;
import dev.holdfast.policy.Policy;
import dev.holdfast.policy.PolicyPack;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.StackIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack in a unit test.
 *
 * <pre>{@code
 * var stack = new TestStack("shop", "prod");
 * var vpc = stack.add("aws:ec2/vpc:Vpc", "network").set("cidrBlock", "10.0.0.0/16");
 * stack.add("aws:ec2/flowLog:FlowLog", "flows").refersTo("vpcId", vpc);
 * assertThat(stack.findings(new FlowLogs())).isEmpty();
 * }</pre>
 */
public final class TestStack {
    private final StackIdentity identity;
    private final Map<String, TestResource> resources = new LinkedHashMap<>();

    public TestStack(String project, String stack) {
        this(StackIdentity.named(project, stack));
    }

    public TestStack(StackIdentity identity) {
        this.identity = identity;
        add("pulumi:pulumi:Stack", identity.project() + "-" + identity.name());
    }

    /** Adds a resource without properties, at the top. */
    public TestResource add(String type, String name) {
        var resource = new TestResource(identity, type, name);
        if (resources.put(type + "::" + name, resource) != null) {
            throw new IllegalArgumentException("there are two " + type + "::" + name);
        }
        return resource;
    }

    /** What a rule says of it, with its own level and defaults. */
    public List<Finding> findings(Policy policy) {
        return findings(policy, Map.of());
    }

    /**
     * What a rule says of it with a configuration of its own.
     *
     * @param configuration of the rule's schema
     */
    public List<Finding> findings(Policy policy, Map<String, Object> configuration) {
        var pack = PolicyPack.named("test").policy(policy).build();
        return findings(
                pack,
                Configuration.of(
                        pack,
                        configuration.isEmpty()
                                ? Map.of()
                                : Map.of(policy.metadata().name(), new Configuration.Setting(null, configuration))));
    }

    /** What the rules of a pack say of it. */
    public List<Finding> findings(PolicyPack pack, Configuration configuration) {
        var analysis = new Analysis(pack, identity, configuration);
        var findings = new ArrayList<Finding>();
        resources.values().forEach(resource -> findings.addAll(analysis.analyze(resource.declared())));
        findings.addAll(analysis.analyze(resources()));
        return findings;
    }

    /** All that is in it, as a stack policy gets it. */
    public PolicyStack resources() {
        return new PolicyStack(
                identity,
                resources.values().stream().map(TestResource::resource).toList());
    }

    /** The messages of a rule's violations, as {@code <name>: <message>}. */
    public List<String> violations(Policy policy) {
        return said(policy, Finding.Kind.VIOLATION);
    }

    /** What a rule could not decide, as {@code <name>: <reason>}. */
    public List<String> notEvaluated(Policy policy) {
        return said(policy, Finding.Kind.NOT_EVALUATED);
    }

    /** The properties of a resource after a rule has remedied it. */
    public Map<String, Object> remedied(ResourcePolicy policy, TestResource resource) {
        var pack = PolicyPack.named("test").policy(policy).build();
        var configuration = Configuration.of(
                pack,
                Map.of(policy.metadata().name(), new Configuration.Setting(EnforcementLevel.REMEDIATE, Map.of())));
        var remedied = new Analysis(pack, identity, configuration).remediate(resource.declared());
        var last = remedied.isEmpty()
                ? resource.declared()
                : remedied.get(remedied.size() - 1).resource();
        var properties = new LinkedHashMap<String, Object>();
        last.properties().fields().forEach((name, value) -> properties.put(name, value.raw()));
        return properties;
    }

    private List<String> said(Policy policy, Finding.Kind kind) {
        var findings = findings(policy);
        findings.stream()
                .filter(one -> one.kind() == Finding.Kind.ERROR)
                .findFirst()
                .ifPresent(broken -> {
                    throw new AssertionError(broken.rule().name() + ": " + broken.message());
                });
        return findings.stream()
                .filter(one -> one.kind() == kind)
                .map(one -> one.urn().substring(one.urn().lastIndexOf("::") + 2) + ": " + one.message())
                .toList();
    }
}
