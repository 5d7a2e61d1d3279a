package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RequestTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /, '', ListBuckets",
        "GET, /b, list-type=2&prefix=a, ListObjectsV2",
        "GET, /b/, prefix=a, ListObjects",
        "GET, /b, versions, ListObjectVersions",
        "GET, /b, policy, GetBucketPolicy",
        "PUT, /b, '', CreateBucket",
        "PUT, /b, versioning, PutBucketVersioning",
        "DELETE, /b, '', DeleteBucket",
        "HEAD, /b, '', HeadBucket",
        "POST, /b, delete, DeleteObjects",
        "GET, /b/a, x-id=GetObject&versionId=1, GetObject",
        "GET, /b/a, legal-hold, GetObjectLegalHold",
        "PUT, /b/a, tagging, PutObjectTagging",
        "PUT, /b/a, partNumber=1&uploadId=x, UploadPart",
        "POST, /b/a, uploads, CreateMultipartUpload",
        "POST, /b/a, uploadId=x, CompleteMultipartUpload",
        "DELETE, /b/a, uploadId=x, AbortMultipartUpload",
        "DELETE, /b/a, '', DeleteObject",
    })
    void hasS3sNameForWhatIsAsked(String method, String path, String query, String operation) {
        assertThat(request(method, path, query, Map.of()).operation()).isEqualTo(operation);
    }

    @Test
    void isACopyIfItNamesASource() {
        assertThat(request("PUT", "/b/a", null, Map.of("x-amz-copy-source", "b/c"))
                        .operation())
                .isEqualTo("CopyObject");
    }

    @Test
    void takesBucketAndKeyFromThePath() {
        var request = request("GET", "/uploads/a%20b/+%2F%C3%BC", "prefix=x%2Fy+z", Map.of());
        assertThat(request.bucket()).isEqualTo("uploads");
        assertThat(request.key()).isEqualTo("a b/+/ü");
        assertThat(request.parameter("prefix")).contains("x/y+z");
    }

    private static S3Request request(String method, String path, String query, Map<String, String> headers) {
        return S3Request.of(method, path, query, headers, InputStream.nullInputStream());
    }
}
