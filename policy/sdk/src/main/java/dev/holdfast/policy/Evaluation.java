package dev.holdfast.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a rule says while it judges.
 *
 * <pre>{@code
 * if (vpc.property("enableDnsHostnames").isTrue()) {
 *     evaluation.violation("enableDnsHostnames is on");
 * }
 * }</pre>
 */
public final class Evaluation {
    private static final Set<String> OURS = Set.of(
            Evaluation.class.getName(),
            PolicyResource.class.getName(),
            PolicyStack.class.getName(),
            Remediation.class.getName(),
            ResourceReader.class.getName(),
            Value.class.getName(),
            Wire.class.getName());

    private final StackIdentity stack;
    private final Value configuration;
    private final PolicyResource subject;
    private final List<Said> said = new ArrayList<>();
    private int checks;

    /** @param resource that it is about; null for the stack as a whole */
    record Said(Finding.Kind kind, PolicyResource resource, String message) {}

    /** @param subject that the rule judges; null for a rule about the stack */
    Evaluation(StackIdentity stack, Value configuration, PolicyResource subject) {
        this.stack = stack;
        this.configuration = configuration;
        this.subject = subject;
    }

    /** The stack that is judged. */
    public StackIdentity stack() {
        return stack;
    }

    /** The rule's own configuration, with its defaults; its schema says what is there. */
    public Value configuration() {
        return configuration;
    }

    /** What is judged does not comply; in a stack rule outside {@link #forEach}, that is the stack as a whole. */
    public void violation(String message) {
        said.add(new Said(Finding.Kind.VIOLATION, subject, message));
    }

    /** A resource does not comply. */
    public void violation(PolicyResource resource, String message) {
        said.add(new Said(Finding.Kind.VIOLATION, resource, message));
    }

    /** It cannot be decided whether a resource complies; the rule goes on. */
    public void notEvaluated(PolicyResource resource, String reason) {
        said.add(new Said(Finding.Kind.NOT_EVALUATED, resource, reason));
    }

    /** Judges several resources of a stack, each for itself: if one cannot be decided, the others still are. */
    public void forEach(Collection<PolicyResource> resources, Consumer<PolicyResource> check) {
        for (var resource : resources) {
            checks++;
            try {
                check.accept(resource);
            } catch (NotEvaluatedException e) {
                notEvaluated(resource, e.getMessage());
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                said.add(new Said(Finding.Kind.ERROR, resource, broken(e)));
            }
        }
    }

    /** Runs the rule itself. */
    void run(Runnable rule) {
        try {
            rule.run();
        } catch (NotEvaluatedException e) {
            said.add(new Said(Finding.Kind.NOT_EVALUATED, subject, e.getMessage()));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            said.add(new Said(Finding.Kind.ERROR, subject, broken(e)));
        }
        checks = Math.max(1, checks);
    }

    /** How many times something was judged. */
    int checks() {
        return checks;
    }

    List<Said> said() {
        return said;
    }

    /** What a person needs who mends the rule: what happened, and where in it. */
    static String broken(Throwable e) {
        var where = Arrays.stream(e.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk.")
                        && !OURS.contains(frame.getClassName()))
                .findFirst()
                .map(frame -> " (" + frame + ")")
                .orElse("");
        var message = e instanceof IllegalStateException && e.getMessage() != null ? e.getMessage() : e.toString();
        return "the rule is broken: " + message + where;
    }
}
