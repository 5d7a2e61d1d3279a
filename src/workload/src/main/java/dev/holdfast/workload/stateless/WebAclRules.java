package dev.holdfast.workload.stateless;

import com.pulumi.aws.wafv2.inputs.WebAclRuleActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionBlockArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionCountArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionCountArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionNoneArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementRateBasedStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleVisibilityConfigArgs;
import dev.holdfast.workload.stateless.EdgeProfile.WebAclMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a web ACL: a limit for each address, and groups that AWS keeps up to date. Together they take 1127 of the
 * 1500 capacity units that the price of a web ACL includes (2, 25, 700, 200 and 200, in their order).
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html">the groups</a>
 */
final class WebAclRules {
    private static final int LIMIT_SECONDS = 300;

    /**
     * A group of AWS's.
     *
     * @param name without the prefix that they all have
     * @param onlyCounted its rules that would block what is legitimate
     */
    private record Group(String name, List<String> onlyCounted) {}

    private static final List<Group> GROUPS = List.of(
            new Group("AmazonIpReputationList", List.of()),
            // It refuses each body of more than 8 KB. How large a body may be is for the service to say.
            new Group("CommonRuleSet", List.of("SizeRestrictions_BODY")),
            new Group("KnownBadInputsRuleSet", List.of()),
            new Group("SQLiRuleSet", List.of()));

    private WebAclRules() {}

    /** The rules; in mode {@code count} they match as otherwise, and let everything through. */
    static List<WebAclRuleArgs> of(WebAclMode mode, int requestLimit) {
        var rules = new ArrayList<WebAclRuleArgs>();
        // The cheapest comes first: a flood is not worth a closer look.
        rules.add(limit(mode, requestLimit));
        for (int i = 0; i < GROUPS.size(); i++) {
            rules.add(group(mode, i + 1, GROUPS.get(i)));
        }
        return List.copyOf(rules);
    }

    private static WebAclRuleArgs limit(WebAclMode mode, int requestLimit) {
        var action = WebAclRuleActionArgs.builder();
        return rule("requests-per-address", 0)
                .action((mode == WebAclMode.COUNT
                                ? action.count(
                                        WebAclRuleActionCountArgs.builder().build())
                                : action.block(
                                        WebAclRuleActionBlockArgs.builder().build()))
                        .build())
                .statement(WebAclRuleStatementArgs.builder()
                        .rateBasedStatement(WebAclRuleStatementRateBasedStatementArgs.builder()
                                .aggregateKeyType("IP")
                                .evaluationWindowSec(LIMIT_SECONDS)
                                .limit(requestLimit)
                                .build())
                        .build())
                .build();
    }

    private static WebAclRuleArgs group(WebAclMode mode, int priority, Group group) {
        var name = "AWSManagedRules" + group.name();
        var override = WebAclRuleOverrideActionArgs.builder();
        return rule(name, priority)
                .overrideAction((mode == WebAclMode.COUNT
                                ? override.count(WebAclRuleOverrideActionCountArgs.builder()
                                        .build())
                                : override.none(WebAclRuleOverrideActionNoneArgs.builder()
                                        .build()))
                        .build())
                .statement(WebAclRuleStatementArgs.builder()
                        .managedRuleGroupStatement(WebAclRuleStatementManagedRuleGroupStatementArgs.builder()
                                .vendorName("AWS")
                                .name(name)
                                .ruleActionOverrides(group.onlyCounted().stream()
                                        .map(WebAclRules::counted)
                                        .toList())
                                .build())
                        .build())
                .build();
    }

    private static WebAclRuleArgs.Builder rule(String name, int priority) {
        return WebAclRuleArgs.builder()
                .name(name)
                .priority(priority)
                .visibilityConfig(WebAclRuleVisibilityConfigArgs.builder()
                        .cloudwatchMetricsEnabled(true)
                        .metricName(name)
                        .sampledRequestsEnabled(false)
                        .build());
    }

    private static WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs counted(String rule) {
        return WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs.builder()
                .name(rule)
                .actionToUse(WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs.builder()
                        .count(
                                WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs
                                        .builder()
                                        .build())
                        .build())
                .build();
    }
}
