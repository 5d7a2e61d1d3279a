package dev.holdfast.organization.guardrails;

import com.google.gson.Gson;
import com.pulumi.core.Output;
import dev.holdfast.conventions.Names;
import dev.holdfast.organization.Unit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * One policy of the organization.
 *
 * @param name what it is called here; in AWS it begins with {@code holdfast-organization-}
 * @param type its type
 * @param description what it does, as AWS shows it: at most 512 characters
 * @param units the units that it is attached to, and that pass it on to those below them; none means the root
 * @param content its JSON, without white space
 * @param size how many characters the content has at most
 */
record Guardrail(String name, PolicyType type, String description, List<Unit> units, Output<String> content, int size) {

    /** The root, and so every account: only for what cannot break anything that runs. */
    static final List<Unit> ROOT = List.of();

    /**
     * The units that are built with the guardrails in mind. An account that joins the organization lies in the root, and
     * runs on as it did until it is moved into one of these.
     */
    static final List<Unit> MANAGED = List.of(Unit.SECURITY, Unit.INFRASTRUCTURE, Unit.WORKLOADS);

    private static final Gson JSON = new Gson();

    Guardrail {
        Objects.requireNonNull(content, "content");
        units = List.copyOf(units);
        if (description.length() > 512) {
            throw new IllegalArgumentException("the description of guardrail '" + name + "' has " + description.length()
                    + " characters; AWS allows 512");
        }
    }

    /** A guardrail in the language of IAM. */
    static Guardrail of(String name, PolicyType type, String description, List<Unit> units, IamPolicy policy) {
        return of(name, type, description, units, policy.toJson());
    }

    /** A guardrail in the syntax of the management policies, which is none of IAM's. */
    static Guardrail of(String name, PolicyType type, String description, List<Unit> units, Map<String, ?> policy) {
        return of(name, type, description, units, JSON.toJson(policy));
    }

    private static Guardrail of(String name, PolicyType type, String description, List<Unit> units, String content) {
        return new Guardrail(name, type, description, units, Output.of(content), content.length());
    }

    /** Its name in AWS. */
    String awsName() {
        return new Names("organization").of(name);
    }

    /** Where it is attached, in words. */
    List<String> targets() {
        return units.isEmpty()
                ? List.of("Root")
                : units.stream().map(Unit::path).toList();
    }
}
