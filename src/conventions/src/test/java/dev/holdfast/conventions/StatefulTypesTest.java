package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatefulTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:organizations/account:Account",
                "aws:rds/instance:Instance",
                "aws:kms/key:Key",
                "aws:secretsmanager/secret:Secret",
                "aws:s3/bucketV2:BucketV2",
                "aws:ecr/repository:Repository",
                "aws:cloudwatch/logGroup:LogGroup"
            })
    void holdsWhatLosesDataOrRipples(String type) {
        assertThat(StatefulTypes.contains(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:ecs/service:Service",
                "aws:ecs/taskDefinition:TaskDefinition",
                "aws:lb/loadBalancer:LoadBalancer",
                "aws:lambda/function:Function",
                "aws:ec2/securityGroup:SecurityGroup"
            })
    void leavesOutWhatCanBeMadeAgain(String type) {
        assertThat(StatefulTypes.contains(type)).isFalse();
    }

    @Test
    void spellsEveryTypeAsPulumiDoes() {
        assertThat(StatefulTypes.all()).allMatch(type -> {
            var parts = type.split("[:/]");
            // aws:rds/instance:Instance: the module's name is the class's name in lower camel case.
            return parts.length == 4
                    && parts[0].equals("aws")
                    && parts[2].equals(Character.toLowerCase(parts[3].charAt(0)) + parts[3].substring(1));
        });
    }
}
