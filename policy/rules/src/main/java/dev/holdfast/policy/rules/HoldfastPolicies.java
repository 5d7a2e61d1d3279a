package dev.holdfast.policy.rules;

import dev.holdfast.policy.Exemptions;
import dev.holdfast.policy.Policy;
import dev.holdfast.policy.PolicyPack;
import dev.holdfast.policy.PolicyServer;
import dev.holdfast.policy.rules.audit.AuditRules;
import dev.holdfast.policy.rules.backup.BackupRules;
import dev.holdfast.policy.rules.balancing.BalancerRules;
import dev.holdfast.policy.rules.deploy.DeployabilityRules;
import dev.holdfast.policy.rules.ecr.RegistryRules;
import dev.holdfast.policy.rules.ecs.EcsRules;
import dev.holdfast.policy.rules.functions.FunctionRules;
import dev.holdfast.policy.rules.graph.ReachabilityRules;
import dev.holdfast.policy.rules.iam.IamRules;
import dev.holdfast.policy.rules.kms.KeyRules;
import dev.holdfast.policy.rules.network.NetworkRules;
import dev.holdfast.policy.rules.organizations.OrganizationRules;
import dev.holdfast.policy.rules.rds.DatabaseRules;
import dev.holdfast.policy.rules.secrets.SecretRules;
import dev.holdfast.policy.rules.state.StateRules;
import dev.holdfast.policy.rules.storage.StorageRules;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pack that {@code pulumi preview --policy-pack policy} runs. */
public final class HoldfastPolicies {
    private HoldfastPolicies() {}

    /** Serves the pack to Pulumi's engine; {@code policy/bin/mvn-policy} starts it. */
    public static void main(String[] arguments) {
        var folder = Path.of(System.getProperty("policy.directory", "policy"));
        PolicyServer.serve(() -> pack(Exemptions.read(folder.resolve("exemptions.yaml"))), arguments);
    }

    /** The pack with the exemptions of a repository. */
    public static PolicyPack pack(Exemptions exemptions) {
        return PolicyPack.named("holdfast")
                .version("1.0.0")
                .description("What may be deployed into Holdfast's accounts")
                .policies(rules())
                .exemptions(exemptions)
                .build();
    }

    /** All rules. */
    public static List<Policy> rules() {
        return Stream.of(
                        StateRules.all(),
                        DatabaseRules.all(),
                        KeyRules.all(),
                        SecretRules.all(),
                        StorageRules.all(),
                        AuditRules.all(),
                        BackupRules.all(),
                        ReachabilityRules.all(),
                        DeployabilityRules.all(),
                        OrganizationRules.all(),
                        EcsRules.all(),
                        IamRules.all(),
                        NetworkRules.all(),
                        BalancerRules.all(),
                        RegistryRules.all(),
                        FunctionRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
