package dev.holdfast.impact.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one policy says that another one does not, in few sentences: permissions that differ in nothing but their action or
 * their resource are told together.
 *
 * @param sentences in the order of the policy
 */
record PolicyDifference(List<Sentence> sentences) {
    /** How many actions or resources a sentence names. */
    private static final int NAMED = 6;

    /** The longest condition that is shown, in characters. */
    private static final int LONGEST = 160;

    /**
     * A sentence.
     *
     * @param allow whether it is about a permission; else about a denial
     * @param everybodys whether everybody has it
     * @param principal who; empty for whoever has the policy
     * @param rest what they may do on what, and under which condition
     */
    record Sentence(boolean allow, boolean everybodys, String principal, String rest) {}

    private record Subject(boolean allow, String principal, String condition) {}

    /** What is in one, and is not covered by the other. */
    static PolicyDifference of(Set<Grant> grants, Set<Grant> others) {
        var actions = new LinkedHashMap<Subject, Map<String, Set<String>>>();
        grants.stream()
                .filter(grant -> others.stream().noneMatch(other -> other.covers(grant)))
                .forEach(grant -> actions.computeIfAbsent(
                                new Subject(grant.allow(), grant.principal(), grant.condition()),
                                subject -> new LinkedHashMap<>())
                        .computeIfAbsent(grant.resource(), resource -> new TreeSet<>())
                        .add(grant.action()));
        var sentences = new ArrayList<Sentence>();
        actions.forEach((subject, byResource) -> {
            var resources = new LinkedHashMap<Set<String>, Set<String>>();
            byResource.forEach((resource, some) ->
                    resources.computeIfAbsent(some, same -> new TreeSet<>()).add(resource));
            resources.forEach((some, where) -> sentences.add(sentence(subject, some, where)));
        });
        return new PolicyDifference(List.copyOf(sentences));
    }

    private static Sentence sentence(Subject subject, Set<String> actions, Set<String> resources) {
        var where = resources.equals(Set.of("")) ? "" : " on " + list(resources);
        var condition = subject.condition().isEmpty() ? "" : " if " + cut(subject.condition());
        boolean everybodys = subject.allow()
                && subject.principal().equals("*")
                && subject.condition().isEmpty();
        return new Sentence(subject.allow(), everybodys, subject.principal(), list(actions) + where + condition);
    }

    private static String list(Set<String> values) {
        var named = String.join(
                ", ",
                values.stream()
                        .limit(NAMED)
                        .map(value -> value.equals("*")
                                ? "everything"
                                : value.startsWith("!") ? "everything but " + value.substring(1) : value)
                        .toList());
        return values.size() > NAMED ? named + " and " + (values.size() - NAMED) + " more" : named;
    }

    private static String cut(String condition) {
        return condition.length() > LONGEST ? condition.substring(0, LONGEST) + "..." : condition;
    }
}
