package dev.holdfast.operator.promotion;

/** The preview of an update that breaks a mandatory rule, and what approves of that. */
final class Violated {
    private static final String URN = "urn:pulumi:stage::holdfast::aws:ssm/parameter:Parameter::record";

    static final String PREVIEW = Clone.CREATES_A_PARAMETER.replace("succeeded", "failed") + """
            {"sequence":3,"policyEvent":{"resourceUrn":"%s","message":"is not encrypted","policyName":"parameter-encrypted","policyPackName":"holdfast","enforcementLevel":"mandatory"}}
            """.formatted(URN);

    static final String APPROVAL = """
            approvals:
              - urn: %s
                operation: violate
                rule: parameter-encrypted
                reason: it holds nothing secret
                expires: 2999-12-31
            """.formatted(URN);

    private Violated() {}
}
