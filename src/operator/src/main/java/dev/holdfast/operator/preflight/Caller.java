package dev.holdfast.operator.preflight;

import dev.holdfast.operator.Aws;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Whose credentials these are.
 *
 * @param account the id of the account; absent if AWS did not say, and then nothing else can be asked
 * @param finding what to tell
 */
record Caller(Optional<String> account, Finding finding) {
    private static final String SUBJECT = "Credentials";

    static Caller ask(Aws aws, Region region) {
        try {
            var identity = aws.client(StsClient.builder(), region).getCallerIdentity();
            return new Caller(Optional.of(identity.account()), judge(identity.arn(), identity.account()));
        } catch (AwsServiceException refused) {
            return nobody(
                    "AWS refuses them: " + Question.code(refused) + Question.said(refused),
                    "sign in again, and see that `aws sts get-caller-identity` answers");
        } catch (SdkClientException noAnswer) {
            var message = String.valueOf(noAnswer.getMessage());
            return message.contains("Unable to load credentials")
                    ? nobody("there are none in the environment", """
                    set AWS_PROFILE to a profile of administrators of the management account, or sign in with `aws login`
                    then `aws sts get-caller-identity` answers""")
                    : nobody(
                            "AWS did not answer: " + Question.firstLine(message),
                            "look at the network, the proxy, AWS_PROFILE and AWS_ENDPOINT_URL, and run this again");
        }
    }

    private static Caller nobody(String text, String next) {
        return new Caller(Optional.empty(), Finding.blocks(SUBJECT, text, next));
    }

    private static Finding judge(String arn, String account) {
        if (arn.endsWith(":root")) {
            return Finding.blocks(
                    SUBJECT,
                    "they are the root user's of account " + account + ", who cannot assume a role, so no update could"
                            + " reach another account",
                    "as root, make an administrator (IAM user or role), and use that one's credentials");
        }
        if (arn.contains(":user/")) {
            return Finding.advice(
                    SUBJECT,
                    arn + ": an IAM user, whose keys stay valid until somebody removes them",
                    "good enough for the first update; afterwards use IAM Identity Center, and delete the keys");
        }
        return Finding.fine(SUBJECT, arn);
    }

    List<Finding> findings() {
        return List.of(finding);
    }
}
