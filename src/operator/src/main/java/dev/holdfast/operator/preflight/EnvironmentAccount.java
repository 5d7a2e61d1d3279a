package dev.holdfast.operator.preflight;

import static dev.holdfast.operator.preflight.Finding.advice;
import static dev.holdfast.operator.preflight.Finding.blocks;
import static dev.holdfast.operator.preflight.Finding.fine;

import dev.holdfast.operator.Aws;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

/** The account of an environment: whether it is there, can be entered, and may run what the profile asks for. */
final class EnvironmentAccount {
    /** "Concurrent executions": 10 in a fresh account, which is enough while no function reserves any. */
    private static final String LAMBDA = "L-B99A9384";
    /** "Fargate On-Demand vCPU resource count": 6 or fewer in a fresh account. */
    private static final String FARGATE = "L-3032A538";
    /** "Fargate Spot vCPU resource count", which is a quota of its own. */
    private static final String FARGATE_SPOT = "L-36FBB829";

    private final Aws aws;
    private final Accounts accounts;
    private final Region region;

    /**
     * What an environment needs.
     *
     * @param account the account's name
     * @param id its id, where the stack's file names it
     * @param role the role that the update assumes in it
     * @param vcpus how many Fargate processors its tasks use at most
     * @param spot whether these are all of Fargate Spot
     */
    record Needs(String account, Optional<String> id, String role, double vcpus, boolean spot) {}

    EnvironmentAccount(Aws aws, Accounts accounts, Region region) {
        this.aws = aws;
        this.accounts = accounts;
        this.region = region;
    }

    /** @param caller the account whose credentials these are */
    List<Finding> findings(Needs needs, String caller) {
        var findings = new ArrayList<Finding>();
        var inside = new ArrayList<Aws>();
        findings.addAll(
                new Question("Account", "organizations:ListAccounts", () -> account(needs, caller, inside)).ask());
        inside.forEach(account -> {
            var quotas = new Quotas(account);
            findings.addAll(Question.of("Quota of Lambda", "servicequotas:GetServiceQuota", () -> lambda(quotas))
                    .ask());
            findings.addAll(
                    Question.of("Quota of Fargate", "servicequotas:GetServiceQuota", () -> fargate(quotas, needs))
                            .ask());
            if (account != aws) {
                account.close();
            }
        });
        return findings;
    }

    private List<Finding> account(Needs needs, String caller, List<Aws> inside) {
        var subject = "Account";
        if (needs.id().filter(caller::equals).isPresent()) {
            inside.add(aws);
            return List.of(fine(subject, caller + ", whose credentials these are"));
        }
        var named = accounts.existing().stream()
                .filter(account -> needs.id()
                        .map(account.id()::equals)
                        .orElse(needs.account().equals(account.name())))
                .findFirst();
        if (named.isEmpty()) {
            return List.of(blocks(
                    subject,
                    "the organization has no account " + needs.id().orElse(needs.account()),
                    "create it with the stack management first: cd src/organization && pulumi up --stack management"));
        }
        var account = named.get();
        if (!Accounts.state(account).equals("ACTIVE")) {
            return List.of(blocks(
                    subject,
                    account.id() + " (" + account.name() + ") is " + Accounts.state(account),
                    "wait until AWS has finished it; a closed one can be reopened by AWS Support for 90 days"));
        }
        if (account.id().equals(caller)) {
            inside.add(aws);
            return List.of(fine(subject, account.id() + " (" + account.name() + "), whose credentials these are"));
        }
        return List.of(enter(account.id(), needs.role(), inside));
    }

    private Finding enter(String account, String role, List<Aws> inside) {
        var arn = "arn:aws:iam::" + account + ":role/" + role;
        try {
            inside.add(aws.as(arn, "holdfast-preflight", region));
            return fine("Account", account + ", entered as " + role);
        } catch (AwsServiceException refused) {
            return blocks(
                    "Account",
                    account + " cannot be entered as " + role + ": " + Question.code(refused),
                    "use credentials of the management account, which that role trusts, and may call sts:AssumeRole on "
                            + arn);
        }
    }

    private Finding lambda(Quotas quotas) {
        var quota = new Quota("lambda", LAMBDA, region);
        var value = quotas.value(quota);
        var subject = "Quota of Lambda";
        return value > 10
                ? fine(subject, value + " concurrent executions")
                : advice(
                        subject,
                        value
                                + " concurrent executions, as in a fresh account: enough for the migrations, but no"
                                + " function can reserve any",
                        quota.request(1000));
    }

    private Finding fargate(Quotas quotas, Needs needs) {
        var quota = new Quota("fargate", needs.spot() ? FARGATE_SPOT : FARGATE, region);
        var value = quotas.value(quota);
        var subject = "Quota of Fargate";
        var used = "%s vCPUs while a service is replaced".formatted(number(needs.vcpus()));
        return needs.vcpus() <= value
                ? fine(subject, "up to " + used + ", of " + value)
                : blocks(
                        subject,
                        used + " are more than the " + value + " of this account, so that a deployment would not end",
                        quota.request((long) Math.ceil(needs.vcpus())));
    }

    private static String number(double value) {
        return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }
}
