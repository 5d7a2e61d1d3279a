package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityInspectionTest {
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private final Written group = Written.of("aws:ec2/securityGroup:SecurityGroup", "database");

    @Test
    void callsWhatHasAnIdByItsNameInTheProgram() {
        assertThat(new Previewed()
                        .same(group)
                        .create(rule("id-of-database"))
                        .impact()
                        .security())
                .extracting(SecurityChange::what)
                .containsExactly("10.0.0.0/8 may reach database on tcp port 5432");
    }

    @Test
    void callsWhatHasNoIdYetByWhatItComesFrom() {
        var rule = rule(UNKNOWN)
                .with(json -> json.putObject("propertyDependencies")
                        .putArray("securityGroupId")
                        .add(group.urn()));

        assertThat(new Previewed().create(group).create(rule).impact().security())
                .extracting(SecurityChange::what)
                .containsExactly("10.0.0.0/8 may reach database on tcp port 5432");
    }

    @Test
    void whatIsReplacedIsComparedWithWhatTakesItsPlace() {
        assertThat(new Previewed()
                        .same(group)
                        .replace(
                                rule("id-of-database"),
                                rule("id-of-database").input("cidrIpv4", Written.json("'0.0.0.0/0'")),
                                Map.of("cidrIpv4", "update-replace"))
                        .impact()
                        .security())
                .extracting(SecurityChange::kind)
                .containsExactly(SecurityChange.Kind.EXPOSURE, SecurityChange.Kind.NETWORK);
    }

    @Test
    void whatIsForgottenStaysAsItIs() {
        assertThat(new Previewed()
                        .delete(rule("id-of-database").retain())
                        .impact()
                        .security())
                .isEmpty();
    }

    @Test
    void whatStaysAsItIsIsNotTold() {
        assertThat(new Previewed().same(rule("id-of-database")).impact().security())
                .isEmpty();
    }

    @Test
    void aPolicyThatIsSecretIsNotShown() {
        var policy = Written.of("aws:sqs/queuePolicy:QueuePolicy", "orders");

        assertThat(new Previewed()
                        .update(
                                policy.input("policy", Written.secret("AAAA")),
                                policy.inputs("{'policy': '{}hunter2'}"),
                                Map.of("policy", "update"))
                        .impact()
                        .security()
                        .toString())
                .doesNotContain("hunter2", "AAAA");
    }

    private static Written rule(String group) {
        return Written.of(INGRESS, "rule")
                .inputs("{'securityGroupId': '" + group
                        + "', 'ipProtocol': 'tcp', 'fromPort': 5432, 'toPort': 5432, 'cidrIpv4': '10.0.0.0/8'}");
    }
}
