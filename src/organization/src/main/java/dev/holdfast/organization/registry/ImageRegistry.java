package dev.holdfast.organization.registry;

import com.pulumi.aws.ecr.LifecyclePolicy;
import com.pulumi.aws.ecr.LifecyclePolicyArgs;
import com.pulumi.aws.ecr.Repository;
import com.pulumi.aws.ecr.RepositoryArgs;
import com.pulumi.aws.ecr.RepositoryPolicy;
import com.pulumi.aws.ecr.RepositoryPolicyArgs;
import com.pulumi.aws.ecr.inputs.RepositoryEncryptionConfigurationArgs;
import com.pulumi.aws.ecr.inputs.RepositoryImageScanningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.organization.AccountAccess;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.ReachedAccounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The repositories of the images: built once, pulled by every environment, so that one digest goes all the way.
 *
 * <p>Creates a repository for each name, scanned on push, whose tags never move. Needs the account {@code shared}. The
 * organization's accounts may pull, and AWS Lambda for the functions in the workloads' accounts: Lambda pulls as itself,
 * of which AWS knows no organization.
 *
 * <p>Only images without a tag go, some days after they lost it or never got it. No rule counts or dates those with a
 * tag, because no rule knows what runs: production would lose its image after so many pushes to dev. So what
 * is deployed is to be pushed under a tag. What stays costs 10 cents a gigabyte and month, and layers that images share
 * are stored once.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/images-create.html">Lambda: cross-account permissions</a>
 */
public final class ImageRegistry extends ComponentResource {
    private static final int UNTAGGED_DAYS = 14;
    private static final List<String> PULL =
            List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

    /** The ARN of each repository, by its name. */
    public final Map<String, Output<String>> arns;

    /**
     * The registry.
     *
     * @param repositories the names of its repositories, such as {@code holdfast/api}
     * @param organizationId whose accounts may pull
     * @param region where the functions are that Lambda pulls for, which must be the registry's
     * @param workloadAccounts the ids of the accounts whose functions run the images
     */
    public record Args(
            List<String> repositories, Output<String> organizationId, String region, List<String> workloadAccounts) {
        public Args {
            repositories = List.copyOf(repositories);
            workloadAccounts = List.copyOf(workloadAccounts);
        }
    }

    /** Declares it in the account {@code shared}, where that exists. */
    public static void declare(ReachedAccounts accounts) {
        var account = accounts.home().accounts().get(MemberAccount.SHARED);
        if (account == null) {
            return;
        }
        var workloads = accounts.members().stream()
                .filter(access -> access.member().unit().workloads())
                .map(AccountAccess::id)
                .toList();
        var settings = accounts.settings();
        new ImageRegistry(
                "registry",
                new Args(settings.repositories(), Output.of(accounts.organizationId()), settings.region(), workloads),
                account.options());
    }

    public ImageRegistry(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:ImageRegistry", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();
        var held = CustomResourceOptions.builder().parent(this).protect(true).build();

        var policy = args.organizationId()
                .applyValue(organization -> pullPolicy(organization, args.region(), args.workloadAccounts()));
        var arns = new LinkedHashMap<String, Output<String>>();
        for (var repositoryName : args.repositories()) {
            var resourceName = name + "-" + repositoryName.replace('/', '-');
            var repository = new Repository(
                    resourceName,
                    RepositoryArgs.builder()
                            .name(repositoryName)
                            .imageTagMutability("IMMUTABLE")
                            .imageScanningConfiguration(RepositoryImageScanningConfigurationArgs.builder()
                                    .scanOnPush(true)
                                    .build())
                            // With a key of ours, whoever pulls would depend on one more thing that can be lost.
                            .encryptionConfigurations(RepositoryEncryptionConfigurationArgs.builder()
                                    .encryptionType("AES256")
                                    .build())
                            .build(),
                    held);
            new RepositoryPolicy(
                    resourceName,
                    RepositoryPolicyArgs.builder()
                            .repository(repository.name())
                            .policy(policy)
                            .build(),
                    child);
            new LifecyclePolicy(
                    resourceName,
                    LifecyclePolicyArgs.builder()
                            .repository(repository.name())
                            .policy(expiry())
                            .build(),
                    // A changed policy replaces it, and the old one's deletion, coming last, would leave none.
                    CustomResourceOptions.builder()
                            .parent(this)
                            .deleteBeforeReplace(true)
                            .build());
            arns.put(repositoryName, repository.arn());
        }

        this.arns = Map.copyOf(arns);
        registerOutputs(Map.of());
    }

    static String pullPolicy(String organizationId, String region, List<String> workloadAccounts) {
        var statements = new ArrayList<IamStatement>();
        statements.add(IamStatement.builder()
                .sid("OrganizationPulls")
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipal.ALL)
                .actionIds(PULL)
                .addCondition(IamConditionOperator.STRING_EQUALS, "aws:PrincipalOrgID", organizationId)
                .build());
        // A condition without a value would be refused.
        if (!workloadAccounts.isEmpty()) {
            statements.add(IamStatement.builder()
                    .sid("LambdaPullsForWorkloads")
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(IamPrincipalType.SERVICE, "lambda.amazonaws.com")
                    .actionIds(List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"))
                    .addConditions(
                            IamConditionOperator.STRING_LIKE,
                            "aws:SourceArn",
                            workloadAccounts.stream()
                                    .sorted(Comparator.naturalOrder())
                                    .map(account -> "arn:aws:lambda:" + region + ":" + account + ":function:*")
                                    .toList())
                    .build());
        }
        return IamPolicy.create(statements).toJson();
    }

    private static String expiry() {
        return """
                {"rules":[{"rulePriority":1,"description":"Without a tag nothing is deployed",\
                "selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":%d},\
                "action":{"type":"expire"}}]}""".formatted(UNTAGGED_DAYS);
    }
}
