package dev.holdfast.operator.preflight;

import static dev.holdfast.operator.preflight.Finding.advice;
import static dev.holdfast.operator.preflight.Finding.blocks;
import static dev.holdfast.operator.preflight.Finding.fine;

import dev.holdfast.operator.Aws;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.AlternateContactType;
import software.amazon.awssdk.services.account.model.ResourceNotFoundException;
import software.amazon.awssdk.services.account.model.ValidationException;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.DataUnavailableException;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;

/** What a person sets up in the management account before the first update. */
final class ManagementAccount {
    private final Aws aws;
    private final Region region;
    private final Clock clock;

    /** @param region the stack's */
    ManagementAccount(Aws aws, Region region, Clock clock) {
        this.aws = aws;
        this.region = region;
        this.clock = clock;
    }

    /** @param regions where anything may be created */
    List<Question> questions(List<String> regions) {
        var questions = new ArrayList<Question>();
        regions.forEach(name ->
                questions.add(Question.of("Region " + name, "account:GetRegionOptStatus", () -> enabled(name))));
        questions.add(new Question("Root user", "iam:GetAccountSummary", this::root));
        questions.add(Question.of("Alternate contacts", "account:GetAlternateContact", this::contacts));
        questions.add(Question.of("IAM Identity Center", "sso:ListInstances", this::identityCenter));
        questions.add(Question.of("Cost Explorer", "ce:GetCostAndUsage", this::costExplorer));
        return questions;
    }

    private Finding enabled(String name) {
        var subject = "Region " + name;
        var enable = "aws account enable-region --region-name " + name;
        try {
            var status = aws.client(AccountClient.builder(), Region.US_EAST_1)
                    .getRegionOptStatus(request -> request.regionName(name))
                    .regionOptStatusAsString();
            return switch (status) {
                case "ENABLED_BY_DEFAULT" -> fine(subject, "enabled in every account");
                case "ENABLED" ->
                    advice(
                            subject,
                            "enabled here, but AWS enables it in no new account by itself",
                            enable + " --account-id <account>, once that exists");
                default ->
                    blocks(
                            subject,
                            "is " + status.toLowerCase(Locale.ROOT) + " in this account",
                            enable + ", and wait some minutes; or choose another in the stack's file");
            };
        } catch (ValidationException unknown) {
            return blocks(subject, "AWS knows no such region", "correct aws:region or holdfast-organization:regions");
        }
    }

    private List<Finding> root() {
        var summary = aws.client(IamClient.builder(), Region.AWS_GLOBAL)
                .getAccountSummary()
                .summaryMap();
        var findings = new ArrayList<Finding>();
        findings.add(
                summary.getOrDefault(SummaryKeyType.ACCOUNT_MFA_ENABLED, 0) == 1
                        ? fine("Root user", "has MFA")
                        : advice(
                                "Root user",
                                "has no MFA: its password alone is the whole organization",
                                "sign in as root, Security credentials, Assign MFA device; best two of them"));
        if (summary.getOrDefault(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, 0) > 0) {
            findings.add(advice(
                    "Root user's keys",
                    "root has access keys, which no policy can restrict",
                    "sign in as root, Security credentials, delete them"));
        }
        return findings;
    }

    private Finding contacts() {
        var subject = "Alternate contacts";
        var account = aws.client(AccountClient.builder(), Region.US_EAST_1);
        var missing = new ArrayList<String>();
        for (var type : AlternateContactType.knownValues().stream().sorted().toList()) {
            try {
                account.getAlternateContact(request -> request.alternateContactType(type));
            } catch (ResourceNotFoundException none) {
                missing.add(type.toString().toLowerCase(Locale.ROOT));
            }
        }
        return missing.isEmpty()
                ? fine(subject, "billing, operations and security are set")
                : advice(
                        subject,
                        "not set here for " + String.join(", ", missing)
                                + ": AWS's warnings go to root's mailbox alone",
                        "console, Account, Alternate contacts; or aws account put-alternate-contact");
    }

    private Finding identityCenter() {
        var subject = "IAM Identity Center";
        var instances = aws.client(SsoAdminClient.builder(), region)
                .listInstances(request -> {})
                .instances();
        return instances.isEmpty()
                ? advice(
                        subject,
                        "not enabled in " + region + ": permission sets and their assignments wait for it",
                        "console, IAM Identity Center in " + region + ", Enable, with the organization; no API can")
                : fine(subject, "enabled, " + instances.get(0).instanceArn());
    }

    /** The one question that costs: AWS takes one cent for each. */
    private Finding costExplorer() {
        var subject = "Cost Explorer";
        var today = LocalDate.now(clock);
        try {
            aws.client(CostExplorerClient.builder(), Region.AWS_GLOBAL)
                    .getCostAndUsage(request -> request.granularity(Granularity.DAILY)
                            .metrics("UnblendedCost")
                            .timePeriod(period ->
                                    period.start(today.minusDays(1).toString()).end(today.toString())));
            return fine(subject, "enabled");
        } catch (DataUnavailableException empty) {
            return fine(subject, "enabled, and still without data");
        } catch (CostExplorerException refused) {
            // The same code as a missing permission's, with other words.
            if (String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT).contains("not enabled")) {
                return advice(
                        subject,
                        "not enabled: the anomaly detection needs it",
                        "console, Billing and Cost Management, Cost Explorer, Launch; the first data takes a day");
            }
            throw refused;
        }
    }
}
