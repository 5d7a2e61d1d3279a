package dev.holdfast.operator.promotion;

/** The preview of an update that deletes a bucket. */
final class Lost {
    static final String URN = "urn:pulumi:stage::holdfast::aws:s3/bucket:Bucket::files";

    static final String STATE = """
            {"version":3,"deployment":{"resources":[
              {"urn":"%s","custom":true,"id":"files","type":"aws:s3/bucket:Bucket","inputs":{},"outputs":{}}]}}
            """.formatted(URN);

    static final String PREVIEW = """
            {"sequence":1,"resOutputsEvent":{"metadata":{"op":"delete","urn":"%1$s","type":"aws:s3/bucket:Bucket","old":{"type":"aws:s3/bucket:Bucket","urn":"%1$s","custom":true,"id":"files","inputs":{},"outputs":{}},"new":null},"planning":true}}
            {"sequence":2,"summaryEvent":{"resourceChanges":{"delete":1},"isPreview":true,"result":"succeeded"}}
            """.formatted(URN);

    private Lost() {}

    static String approval(String expires) {
        return """
                approvals:
                  - urn: %s
                    operation: delete
                    reason: nobody reads it any more
                    expires: %s
                """.formatted(URN, expires);
    }
}
