package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the internet reaches an environment, and when it does not. */
class EdgeTest {
    private static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    private static final String LISTENER = "aws:lb/listener:Listener";
    private static final String RULE = "aws:lb/listenerRule:ListenerRule";
    private static final String CERTIFICATE = "aws:acm/certificate:Certificate";
    private static final String VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
    private static final String ZONE = "aws:route53/zone:Zone";
    private static final String RECORD = "aws:route53/record:Record";
    private static final String WEB_ACL = "aws:wafv2/webAcl:WebAcl";
    private static final String BY_HAND =
            "arn:aws:acm:eu-central-1:444444444444:certificate/01234567-89ab-cdef-0123-456789abcdef";

    private static final Cloud PROD = Workload.run("prod");
    private static final Cloud DEV = Workload.run("dev");
    private static final Cloud WAITING = Workload.run(Workload.settings("prod", "delegated", "false"));

    private static List<Object> publicPorts(Cloud cloud) {
        return cloud.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").stream()
                .filter(rule -> rule.inputs().containsKey("cidrIpv4"))
                .map(rule -> rule.inputs().get("fromPort"))
                .toList();
    }

    private static List<String> byHand(Cloud cloud) {
        return ((List<?>) cloud.exported("byHand"))
                .stream().map(String::valueOf).toList();
    }

    @Test
    void answersByHttpsAtTheDomain() {
        var listener = PROD.named(LISTENER, "load-balancer-https").inputs();

        assertThat(listener)
                .containsEntry("port", 443.0)
                .containsEntry("protocol", "HTTPS")
                .containsEntry("sslPolicy", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
        assertThat(listener.get("certificateArn"))
                .isEqualTo(PROD.only(VALIDATION).inputs().get("certificateArn"));
        assertThat(PROD.exported("url")).isEqualTo("https://prod.example.com");
        assertThat(publicPorts(PROD)).containsExactlyInAnyOrder(80.0, 443.0);
    }

    @Test
    void redirectsHttpAndForwardsNothingThere() {
        var actions = PROD.named(LISTENER, "load-balancer-http").inputs().get("defaultActions");

        assertThat(actions)
                .isEqualTo(List.of(Map.of(
                        "type",
                        "redirect",
                        "redirect",
                        Map.of("protocol", "HTTPS", "port", "443", "statusCode", "HTTP_301"))));
        assertThat(PROD.all(RULE))
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(rule.inputs().get("listenerArn")).isEqualTo("arn:aws:test:::load-balancer-https"));
    }

    @Test
    void provesTheDomainInItsOwnZoneBeforeItListens() {
        assertThat(PROD.only(ZONE).inputs())
                .containsEntry("name", "prod.example.com")
                .containsEntry("forceDestroy", false);
        assertThat(PROD.only(CERTIFICATE).inputs())
                .containsEntry("domainName", "prod.example.com")
                .containsEntry("validationMethod", "DNS");
        assertThat(PROD.named(RECORD, "certificate-validation").inputs())
                .containsEntry("zoneId", "Z-OWN")
                .containsEntry("type", "CNAME")
                .containsEntry("name", "_proof.prod.example.com.")
                .containsEntry("records", List.of("_value.acm-validations.aws."));
        assertThat(PROD.only(VALIDATION)
                        .options()
                        .getCustomTimeouts()
                        .orElseThrow()
                        .getCreate())
                .hasValueSatisfying(time -> assertThat(time.toMinutes()).isLessThan(75));
    }

    @Test
    void leadsTheDomainToTheLoadBalancer() {
        assertThat(PROD.named(RECORD, "load-balancer").inputs())
                .containsEntry("name", "prod.example.com")
                .containsEntry("type", "A")
                .containsEntry(
                        "aliases",
                        List.of(Map.of(
                                "name", "balancer.test", "zoneId", "Z-BALANCERS", "evaluateTargetHealth", false)));
        assertThat(PROD.all(RECORD)).hasSize(2);
    }

    @Test
    void holdsWhatAPersonDelegatesToAndWhatListenersName() {
        assertThat(PROD.only(ZONE).isProtected()).isTrue();
        assertThat(PROD.only(CERTIFICATE).isProtected()).isTrue();
    }

    @Test
    void letsNobodyInAndAsksForNoCertificateUntilTheDomainIsDelegated() {
        assertThat(publicPorts(WAITING)).isEmpty();
        assertThat(WAITING.all(CERTIFICATE)).isEmpty();
        assertThat(WAITING.all(RECORD)).isEmpty();
        assertThat(WAITING.all(LISTENER)).hasSize(1);
        assertThat(WAITING.exports()).doesNotContain("url");
    }

    @Test
    void saysWhatToDelegateAndNothingOnceThatIsDone() {
        assertThat(WAITING.exported("nameServers")).isEqualTo(Workload.NAME_SERVERS);
        assertThat(byHand(WAITING))
                .contains("delegate prod.example.com: in the DNS of example.com, add the NS records"
                        + " prod.example.com -> ns-1.awsdns-12.com, ns-1.awsdns-23.net. When `dig +short NS"
                        + " prod.example.com` shows them, set holdfast:delegated to true and update again"
                        + " (docs/domain.md)");
        assertThat(byHand(PROD)).noneMatch(one -> one.contains("delegate"));
    }

    @Test
    void answersByHttpWithoutADomainInDevelopmentOnly() {
        assertThat(publicPorts(DEV)).containsExactly(80.0);
        assertThat(DEV.only(LISTENER).inputs()).containsEntry("protocol", "HTTP");
        assertThat(DEV.all(ZONE)).isEmpty();
        assertThat(DEV.all(CERTIFICATE)).isEmpty();
        assertThat(DEV.exported("url")).isEqualTo("http://balancer.test");
        assertThat(DEV.exports()).doesNotContain("nameServers");
    }

    @Test
    void answersByHttpWhileDevelopmentsDomainIsNotDelegated() {
        var dev = Workload.run(Workload.settings("dev", "domain", "dev.example.com"));

        assertThat(dev.exported("url")).isEqualTo("http://balancer.test");
        assertThat(dev.only(ZONE).inputs()).containsEntry("name", "dev.example.com");
        assertThat(publicPorts(dev)).containsExactly(80.0);
    }

    @Test
    void takesAZoneThatIsThereForADisposableEnvironment() {
        var settings = Workload.settings("review-1", "domain", "review-1.dev.example.com", "zoneId", "ZDEV");
        var review = zoneOf("dev.example.com").run(ctx -> WorkloadProgram.declare(ctx, settings));

        assertThat(review.all(ZONE)).isEmpty();
        assertThat(review.all(RECORD))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.inputs()).containsEntry("zoneId", "ZDEV"));
        assertThat(review.only(CERTIFICATE).isProtected()).isFalse();
        assertThat(review.exported("url")).isEqualTo("https://review-1.dev.example.com");
    }

    @Test
    void refusesAZoneThatTheDomainIsNotIn() {
        var settings = Workload.settings("review-1", "domain", "review-1.dev.example.com", "zoneId", "ZDEV");

        assertThatThrownBy(() -> zoneOf("example.org").run(ctx -> WorkloadProgram.declare(ctx, settings)))
                .hasStackTraceContaining("holdfast:zoneId is the zone of example.org, but holdfast:domain is"
                        + " review-1.dev.example.com, which is not in it: set a domain such as review-1.example.org");
    }

    @Test
    void takesACertificateThatWasMadeByHand() {
        var prod = Workload.run(Workload.settings("prod", "delegated", "false", "certificateArn", BY_HAND));

        assertThat(prod.named(LISTENER, "load-balancer-https").inputs()).containsEntry("certificateArn", BY_HAND);
        assertThat(prod.all(ZONE)).isEmpty();
        assertThat(prod.all(CERTIFICATE)).isEmpty();
        assertThat(prod.all(RECORD)).isEmpty();
        assertThat(byHand(prod)).contains("see to it that prod.example.com leads to balancer.test (docs/domain.md)");
    }

    @Test
    void passesNoRequestThatIsMadeToSmuggle() {
        assertThat(DEV.only(BALANCER).inputs())
                .containsEntry("dropInvalidHeaderFields", true)
                .containsEntry("desyncMitigationMode", "defensive")
                .containsEntry("idleTimeout", 60.0);
    }

    @Test
    void makesAwsRefuseTheDeletionOfALoadBalancerThatServesOthers() {
        assertThat(PROD.only(BALANCER).inputs()).containsEntry("enableDeletionProtection", true);
        assertThat(DEV.only(BALANCER).inputs()).containsEntry("enableDeletionProtection", false);
    }

    @Test
    void writesRequestsDownInTheOrganizationsBucket() {
        assertThat(PROD.only(BALANCER).inputs())
                .containsEntry("accessLogs", Map.of("bucket", Workload.ACCESS_LOGS, "enabled", true));
        assertThat(Workload.run("review-1").only(BALANCER).inputs()).doesNotContainKey("accessLogs");
    }

    @Test
    void blocksWhatLooksLikeAnAttackInProduction() {
        var acl = PROD.only(WEB_ACL).inputs();

        assertThat(acl.get("rules").toString())
                .contains(
                        "AWSManagedRulesAmazonIpReputationList",
                        "AWSManagedRulesCommonRuleSet",
                        "AWSManagedRulesKnownBadInputsRuleSet",
                        "AWSManagedRulesSQLiRuleSet",
                        "limit=2000.0",
                        "action={block={}}",
                        "overrideAction={none={}}")
                .doesNotContain("action={count={}}", "overrideAction={count={}}");
        assertThat(PROD.only("aws:wafv2/webAclAssociation:WebAclAssociation").inputs())
                .containsEntry("resourceArn", "arn:aws:test:::load-balancer")
                .containsEntry("webAclArn", "arn:aws:test:::web-acl");
    }

    @Test
    void countsABodyOfMoreThanEightKilobytesOnly() {
        assertThat(PROD.only(WEB_ACL).inputs().get("rules").toString())
                .containsOnlyOnce("SizeRestrictions_BODY")
                .contains("actionToUse={count={}}");
    }

    @Test
    void onlyCountsWhereItIsToldTo() {
        var rules = Workload.run(Workload.settings("prod", "webAcl", "count", "requestLimit", "500"))
                .only(WEB_ACL)
                .inputs()
                .get("rules")
                .toString();

        assertThat(rules)
                .contains("action={count={}}", "overrideAction={count={}}", "limit=500.0")
                .doesNotContain("block", "none");
    }

    @Test
    void paysForNoWebAclInDevelopment() {
        assertThat(Workload.aws(DEV)).extracting(Cloud.Seen::type).noneMatch(type -> type.startsWith("aws:wafv2/"));
        assertThat(DEV.all("aws:cloudwatch/logGroup:LogGroup"))
                .extracting(Cloud.Seen::name)
                .doesNotContain("web-acl-logs");
    }

    @Test
    void logsNoCredentialsOfWhatItBlocks() {
        var logging = PROD.only("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")
                .inputs();

        assertThat(logging.get("redactedFields"))
                .isEqualTo(List.of(
                        Map.of("singleHeader", Map.of("name", "authorization")),
                        Map.of("singleHeader", Map.of("name", "cookie"))));
        assertThat(logging).containsEntry("logDestinationConfigs", List.of("arn:aws:test:::web-acl-logs"));
        assertThat(PROD.named("aws:cloudwatch/logGroup:LogGroup", "web-acl-logs")
                        .inputs())
                .containsEntry("name", "aws-waf-logs-holdfast-prod-edge");
    }

    private static Cloud zoneOf(String name) {
        return Workload.cloud("review-1")
                .answers(
                        "aws:route53/getZone:getZone",
                        asked -> Map.ofEntries(
                                Map.entry("arn", "arn:aws:route53:::hostedzone/ZDEV"),
                                Map.entry("callerReference", ""),
                                Map.entry("comment", ""),
                                Map.entry("id", "ZDEV"),
                                Map.entry("linkedServiceDescription", ""),
                                Map.entry("linkedServicePrincipal", ""),
                                Map.entry("name", name),
                                Map.entry("nameServers", List.of()),
                                Map.entry("primaryNameServer", ""),
                                Map.entry("resourceRecordSetCount", 2),
                                Map.entry("tags", Map.of()),
                                Map.entry("vpcId", ""),
                                Map.entry("zoneId", "ZDEV")));
    }

    @Test
    void asksNobodyButTheOrganizationWhereTheLogsGo() {
        var dev = Workload.settings("dev");
        var prod = Workload.settings("prod");

        assertThat(AccessLogs.bucket(
                        dev.environment(), dev.region(), dev.profile().edge(), Optional.empty()))
                .isEmpty();
        assertThatThrownBy(() -> AccessLogs.bucket(
                        prod.environment(), prod.region(), prod.profile().edge(), Optional.empty()))
                .hasMessageContaining("the organization's stack exports no 'loadBalancerLogs'")
                .hasMessageContaining("holdfast:accessLogsBucket");
        assertThatThrownBy(() -> AccessLogs.bucket(
                        prod.environment(), "eu-west-1", prod.profile().edge(), Optional.of(Workload.ACCESS_LOGS)))
                .hasMessageContaining("is not in eu-west-1");
    }
}
