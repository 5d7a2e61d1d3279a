package dev.holdfast.operator.preflight;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Something to find out, which may not work out: then the finding says why, and never passes.
 *
 * @param subject what it is about, in a few words
 * @param permission the IAM action that AWS wants for it; empty if it is not AWS that is asked
 * @param answer asks, and judges what came back
 */
record Question(String subject, String permission, Answer answer) {
    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

    /** Asks; what AWS refuses may be thrown. */
    interface Answer {
        List<Finding> give();
    }

    /** A question with one finding. */
    static Question of(String subject, String permission, java.util.function.Supplier<Finding> answer) {
        return new Question(subject, permission, () -> List.of(answer.get()));
    }

    List<Finding> ask() {
        try {
            return answer.give();
        } catch (AwsServiceException refused) {
            return List.of(refused(refused));
        } catch (SdkClientException noAnswer) {
            return List.of(Finding.unknown(
                    subject,
                    "could not be asked: AWS did not answer (" + firstLine(noAnswer.getMessage()) + ")",
                    "look at the network, the proxy and AWS_ENDPOINT_URL, and run this again"));
        }
    }

    private Finding refused(AwsServiceException refused) {
        var code = code(refused);
        if (DENIED.contains(code)) {
            return Finding.unknown(
                    subject,
                    "could not be asked: these credentials may not call " + permission,
                    "allow " + permission + " and run this again, or look it up in the console");
        }
        return Finding.unknown(
                subject,
                "could not be asked: " + permission + " failed with " + code,
                "look it up in the console" + said(refused));
    }

    static String said(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : "; AWS said: " + details.errorMessage();
    }

    /** AWS's name of an error. */
    static String code(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "HTTP " + refused.statusCode() : details.errorCode();
    }

    static String firstLine(String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }
}
