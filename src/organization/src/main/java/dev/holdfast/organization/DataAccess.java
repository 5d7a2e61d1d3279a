package dev.holdfast.organization;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What AWS's ReadOnlyAccess lets read that is data, not configuration. Who looks at how a system is built, a person or a
 * pipeline, needs none of it.
 */
public final class DataAccess {
    /** The values of secrets. No pipeline and no program of Holdfast's reads one. */
    public static final List<String> SECRETS = List.of(
            "secretsmanager:BatchGetSecretValue",
            "secretsmanager:GetSecretValue",
            "ssm:GetParameter",
            "ssm:GetParameterHistory",
            "ssm:GetParameters",
            "ssm:GetParametersByPath");

    private static final List<String> DATA = List.of(
            "athena:GetQueryResults",
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:GetRecords",
            "dynamodb:PartiQLSelect",
            "dynamodb:Query",
            "dynamodb:Scan",
            "ec2:GetConsoleOutput",
            "ec2:GetConsoleScreenshot",
            "ec2:GetPasswordData",
            "kinesis:GetRecords",
            "rds:DownloadCompleteDBLogFile",
            "rds:DownloadDBLogFilePortion",
            "sqs:ReceiveMessage");

    private static final List<String> OBJECTS = List.of("s3:GetObject", "s3:GetObjectVersion");

    private DataAccess() {}

    /** Statements that deny to read secrets, rows, messages and objects, but not the objects with these ARNs. */
    public static List<IamStatement> denied(List<String> readableObjects) {
        var actions = new ArrayList<>(SECRETS);
        actions.addAll(DATA);
        var objects =
                IamStatement.builder().sid("NoObjects").effect(IamEffect.DENY).actionIds(OBJECTS);
        return List.of(
                IamStatement.builder()
                        .sid("NoData")
                        .effect(IamEffect.DENY)
                        .actionIds(actions)
                        .addResource("*")
                        .build(),
                (readableObjects.isEmpty() ? objects.addResource("*") : objects.notResourceIds(readableObjects))
                        .build());
    }
}
