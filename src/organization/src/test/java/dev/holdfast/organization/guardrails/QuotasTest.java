package dev.holdfast.organization.guardrails;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Output;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.organization.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotasTest {
    @ParameterizedTest
    @CsvSource({
        "SERVICE_CONTROL_POLICY, 10240",
        "RESOURCE_CONTROL_POLICY, 5120",
        "DECLARATIVE_POLICY_EC2, 10000",
        "TAG_POLICY, 10000",
        "AISERVICES_OPT_OUT_POLICY, 2500"
    })
    void knowsHowLongAPolicyMayBe(PolicyType type, int characters) {
        assertThatCode(() -> Quotas.check(List.of(guardrail("one", type, characters))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Quotas.check(List.of(guardrail("one", type, characters + 1))))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("'one' has " + (characters + 1) + " characters; AWS allows " + characters);
    }

    /** FullAWSAccess and RCPFullAWSAccess are among the ten, and among the five. */
    @ParameterizedTest
    @CsvSource({
        "SERVICE_CONTROL_POLICY, 9",
        "RESOURCE_CONTROL_POLICY, 4",
        "DECLARATIVE_POLICY_EC2, 10",
        "TAG_POLICY, 10",
        "AISERVICES_OPT_OUT_POLICY, 5"
    })
    void knowsHowManyOfATypeATargetMayHave(PolicyType type, int most) {
        assertThatCode(() -> Quotas.check(several(type, most))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Quotas.check(several(type, most + 1)))
                .hasMessageContaining("Root has " + (most + 1) + " of the type " + type.title());
    }

    @Test
    void countsEachTargetByItself() {
        var both = new ArrayList<>(several(PolicyType.RESOURCE_CONTROL_POLICY, 4));
        both.add(guardrail("production", PolicyType.RESOURCE_CONTROL_POLICY, 1, Unit.PRODUCTION));
        assertThatCode(() -> Quotas.check(both)).doesNotThrowAnyException();
    }

    @Test
    void namesEveryGuardrailItsSizeAndItsQuotaInOneMessage() {
        assertThatThrownBy(() -> Quotas.check(List.of(
                        guardrail("long", PolicyType.SERVICE_CONTROL_POLICY, 10_241),
                        guardrail("longer", PolicyType.RESOURCE_CONTROL_POLICY, 6_000, Unit.SUSPENDED),
                        guardrail("short", PolicyType.TAG_POLICY, 7))))
                .hasMessageContaining("'long' has 10241 characters")
                .hasMessageContaining("'longer' has 6000 characters")
                .hasMessageContaining("longer (resource control policy on Suspended): 6000 of 5120 characters")
                .hasMessageContaining("short (tag policy on Root): 7 of 10000 characters")
                .hasMessageContaining("none was sent");
    }

    private static List<Guardrail> several(PolicyType type, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> guardrail("number" + number, type, 1))
                .toList();
    }

    private static Guardrail guardrail(String name, PolicyType type, int size, Unit... units) {
        return new Guardrail(name, type, "", List.of(units), Output.of("x"), size);
    }
}
