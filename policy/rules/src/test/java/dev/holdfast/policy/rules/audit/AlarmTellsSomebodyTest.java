package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTellsSomebodyTest {
    private final AlarmTellsSomebody rule = new AlarmTellsSomebody();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource alarm = stack.add("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm")
            .set("alarmActions", List.of("arn:aws:sns:eu-central-1:1:alarms"));

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatTellsNobody() {
        alarm.set("alarmActions", null);

        assertThat(stack.violations(rule)).containsExactly("alarm: alarmActions is empty");
    }

    @Test
    void refusesOneThatIsSwitchedOff() {
        alarm.set("actionsEnabled", false);

        assertThat(stack.violations(rule)).containsExactly("alarm: actionsEnabled is off");
    }

    @Test
    void passesATopicThatTheSameUpdateMakes() {
        alarm.set("alarmActions", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        alarm.set("actionsEnabled", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("alarm: actionsEnabled is not known before the update");
    }
}
