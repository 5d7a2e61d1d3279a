package dev.holdfast.organization;

import dev.holdfast.conventions.Configuration;

/**
 * The services that watch the organization and cost something, or that need a person first. docs/cost.md says what each
 * costs. Whatever is switched off again stays as it is in AWS only where AWS keeps it: findings and recordings end.
 *
 * @param guardDuty {@code guardDuty}: finds threats in what happens in the accounts
 * @param securityHub {@code securityHub}: collects all findings and checks the accounts against AWS's best practices
 * @param accessAnalyzer {@code accessAnalyzer}: finds what can be reached from outside the organization; free
 * @param config {@code config}: records every change of every resource, without which Security Hub checks little
 * @param costAnomalies {@code costAnomalies}: tells of unusual costs; free, and refused by AWS until a person has opened
 *     Cost Explorer once
 */
public record CostlyServices(
        boolean guardDuty, boolean securityHub, boolean accessAnalyzer, boolean config, boolean costAnomalies) {
    static CostlyServices read(Configuration keys) {
        return new CostlyServices(
                keys.flag("guardDuty", true),
                keys.flag("securityHub", true),
                keys.flag("accessAnalyzer", true),
                keys.flag("config", false),
                keys.flag("costAnomalies", false));
    }
}
