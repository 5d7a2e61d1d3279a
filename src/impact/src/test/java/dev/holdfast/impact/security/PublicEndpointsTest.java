package dev.holdfast.impact.security;

import static dev.holdfast.impact.security.Change.changed;
import static dev.holdfast.impact.security.Change.created;
import static dev.holdfast.impact.security.Change.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicEndpointsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:lb/loadBalancer:LoadBalancer | {'internal': true} | {'internal': false} | it is reached from the internet",
                "aws:lb/loadBalancer:LoadBalancer | {'internal': true} | {'internal': '[unknown]'} | it is reached from the internet",
                "aws:rds/instance:Instance | {} | {'publiclyAccessible': true} | it has a public address",
                "aws:rds/instance:Instance | {} | {'publiclyAccessible': '[unknown]'} | it has a public address",
                "aws:ec2/subnet:Subnet | {} | {'mapPublicIpOnLaunch': true} | it gives public addresses to what starts in it",
                "aws:ecs/service:Service | {} | {'networkConfiguration': {'assignPublicIp': true}} | it gives its tasks public addresses",
                "aws:lambda/functionUrl:FunctionUrl | {'authorizationType': 'AWS_IAM'} | {'authorizationType': 'NONE'} | it answers whoever asks, without a signature",
                "aws:s3/bucketAclV2:BucketAclV2 | {'acl': 'private'} | {'acl': 'public-read'} | it lets everybody read",
                "aws:eks/cluster:Cluster | {'vpcConfig': {'endpointPublicAccess': false}} | {'vpcConfig': {}} | it lets the internet reach its API"
            })
    void findsWhatBecomesPublic(String type, String before, String after, String told) {
        assertThat(told(changed(type, before, after))).containsExactly("+ EXPOSURE " + told);
    }

    @Test
    void findsWhatIsPublicNoLonger() {
        assertThat(told(changed(
                        "aws:rds/instance:Instance", "{'publiclyAccessible': true}", "{'publiclyAccessible': false}")))
                .containsExactly("- EXPOSURE it no longer has a public address");
    }

    @Test
    void saysNothingOfAPrivateOneThatIsNew() {
        assertThat(created("aws:lb/loadBalancer:LoadBalancer", "{'internal': true}"))
                .isEmpty();
    }
}
