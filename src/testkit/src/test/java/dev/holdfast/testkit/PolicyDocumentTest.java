package dev.holdfast.testkit;

import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static dev.holdfast.testkit.Decision.IMPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/holdfast/deploy";
    private static final AccessRequest GET =
            AccessRequest.to("s3:GetObject").on("arn:aws:s3:::logs/today").by(ROLE);

    @Test
    void deniesImplicitlyWhatNoStatementSpeaksOf() {
        assertThat(statement("'Effect':'Allow','Action':'s3:PutObject','Resource':'*'")
                        .decide(GET))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void letsADenyWinOverEveryAllow() {
        var deny = statement("'Effect':'Deny','Action':'s3:Get*','Resource':'*'");
        assertThat(deny.and(PolicyDocument.allowingEverything()).decide(GET)).isEqualTo(EXPLICITLY_DENIED);
        assertThat(PolicyDocument.allowingEverything().and(deny).decide(GET)).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void readsOneStatementLikeAListOfOne() {
        var list = document("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['s3:GetObject'],"
                + "'Resource':['*']}]}");
        assertThat(list.decide(GET)).isEqualTo(ALLOWED);
        assertThat(statement("'Effect':'Allow','Action':'s3:GetObject','Resource':'*'")
                        .decide(GET))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, ALLOWED",
        "S3:getobject, ALLOWED",
        "s3:Get*, ALLOWED",
        "s3:GetObjec?, ALLOWED",
        "*, ALLOWED",
        "s3:GetObjectAcl, IMPLICITLY_DENIED",
        "s3:Get, IMPLICITLY_DENIED"
    })
    void comparesActionsWithoutCaseAndWithWildcards(String action, Decision decision) {
        assertThat(statement("'Effect':'Allow','Action':'" + action + "','Resource':'*'")
                        .decide(GET))
                .isEqualTo(decision);
    }

    @Test
    void exemptsTheActionsOfNotAction() {
        var others = statement("'Effect':'Deny','NotAction':['iam:*','s3:Get*'],'Resource':'*'");
        assertThat(others.decide(GET)).isEqualTo(IMPLICITLY_DENIED);
        assertThat(others.decide(AccessRequest.to("s3:PutObject").by(ROLE))).isEqualTo(EXPLICITLY_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::logs/*, ALLOWED",
        "arn:aws:s3:::*/today, ALLOWED",
        "arn:aws:s3:::logs, IMPLICITLY_DENIED",
        "arn:aws:s3:::LOGS/*, IMPLICITLY_DENIED"
    })
    void comparesResourcesWithCase(String resource, Decision decision) {
        assertThat(statement("'Effect':'Allow','Action':'s3:*','Resource':'" + resource + "'")
                        .decide(GET))
                .isEqualTo(decision);
    }

    @Test
    void exemptsTheResourcesOfNotResource() {
        var others = statement("'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::logs/*'");
        assertThat(others.decide(GET)).isEqualTo(IMPLICITLY_DENIED);
        assertThat(others.decide(GET.on("arn:aws:s3:::uploads/today"))).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void replacesVariablesByWhatTheRequestSays() {
        var own =
                statement("'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::logs-${aws:PrincipalAccount}/*'");
        assertThat(own.decide(GET.on("arn:aws:s3:::logs-111122223333/today"))).isEqualTo(ALLOWED);
        assertThat(own.decide(GET.on("arn:aws:s3:::logs-999999999999/today"))).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void takesAnEscapedWildcardAsItself() {
        var star = statement("'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::logs/${*}'");
        assertThat(star.decide(GET.on("arn:aws:s3:::logs/*"))).isEqualTo(ALLOWED);
        assertThat(star.decide(GET)).isEqualTo(IMPLICITLY_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "'*', ALLOWED",
        "'{\"AWS\":\"*\"}', ALLOWED",
        "'{\"AWS\":\"111122223333\"}', ALLOWED",
        "'{\"AWS\":\"arn:aws:iam::111122223333:root\"}', ALLOWED",
        "'{\"AWS\":[\"999999999999\",\"arn:aws:iam::111122223333:role/holdfast/deploy\"]}', ALLOWED",
        "'{\"AWS\":\"arn:aws:iam::999999999999:root\"}', IMPLICITLY_DENIED",
        "'{\"Service\":\"lambda.amazonaws.com\"}', IMPLICITLY_DENIED"
    })
    void knowsWhomAPrincipalNames(String principal, Decision decision) {
        var json = principal.equals("*") ? "\"*\"" : principal;
        assertThat(statement("'Effect':'Allow','Principal':" + json + ",'Action':'s3:*','Resource':'*'")
                        .decide(GET))
                .isEqualTo(decision);
    }

    @Test
    void tellsServicesFromFederatedUsers() {
        var trust = statement(
                "'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com','Federated':'arn:aws:iam::1:oidc-provider/x'},"
                        + "'Action':['sts:AssumeRole','sts:AssumeRoleWithWebIdentity']");
        assertThat(trust.decide(AccessRequest.to("sts:AssumeRole").byService("lambda.amazonaws.com")))
                .isEqualTo(ALLOWED);
        assertThat(trust.decide(AccessRequest.to("sts:AssumeRole").byService("ecs.amazonaws.com")))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(trust.decide(AccessRequest.to("sts:AssumeRoleWithWebIdentity")
                        .byFederated("arn:aws:iam::1:oidc-provider/x")))
                .isEqualTo(ALLOWED);
        assertThat(trust.decide(AccessRequest.to("sts:AssumeRole"))).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void exemptsWhomNotPrincipalNames() {
        var others = statement("'Effect':'Deny','NotPrincipal':{'AWS':'" + ROLE + "'},'Action':'s3:*','Resource':'*'");
        assertThat(others.decide(GET)).isEqualTo(IMPLICITLY_DENIED);
        assertThat(others.decide(GET.by("arn:aws:iam::111122223333:user/ada"))).isEqualTo(EXPLICITLY_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, prod, prod, true",
        "StringEquals, prod, PROD, false",
        "StringNotEquals, prod, dev, true",
        "StringNotEquals, prod, prod, false",
        "StringEqualsIgnoreCase, prod, PROD, true",
        "StringNotEqualsIgnoreCase, prod, PROD, false",
        "StringLike, review-*, review-7, true",
        "StringLike, review-*, prod, false",
        "StringNotLike, review-*, prod, true",
        "StringNotLike, review-*, review-7, false",
        "Bool, true, true, true",
        "Bool, true, false, false",
        "NumericLessThan, 10, 9, true",
        "NumericLessThan, 10, 10.0, false",
        "NumericLessThanEquals, 10, 10.0, true",
        "NumericGreaterThan, 10, 11, true",
        "NumericGreaterThanEquals, 10, 9, false",
        "NumericEquals, 10, 10.0, true",
        "NumericNotEquals, 10, 10.0, false",
        "DateLessThan, 2026-01-01T00:00:00Z, 2025-12-31T23:59:59Z, true",
        "DateGreaterThan, 2026-01-01T00:00:00Z, 2025-12-31T23:59:59Z, false",
        "DateEquals, 2026-01-01T00:00:00Z, 2026-01-01T01:00:00+01:00, true",
        "ArnLike, arn:aws:s3:::logs-*, arn:aws:s3:::logs-1, true",
        "ArnLike, arn:aws:iam::*:role/*, arn:aws:iam::111122223333:role/a/b, true",
        "ArnLike, arn:aws:*:role/a, arn:aws:iam::111122223333:role/a, error",
        "ArnEquals, arn:aws:iam::*:root, arn:aws:iam::111122223333:root, true",
        "ArnNotLike, arn:aws:iam::*:root, arn:aws:iam::111122223333:root, false",
        "ArnNotEquals, arn:aws:iam::*:root, arn:aws:iam::111122223333:user/a, true"
    })
    void comparesAKeyThatIsThere(String operator, String policy, String request, String holds) {
        var condition = condition(operator, "'" + policy + "'");
        var asked = GET.with("example:key", request);
        if (holds.equals("error")) {
            assertThatThrownBy(() -> condition.decide(asked)).hasMessageContaining("six parts");
        } else {
            assertThat(condition.decide(asked)).isEqualTo(holds.equals("true") ? ALLOWED : IMPLICITLY_DENIED);
        }
    }

    /** The table in "Condition operators": a key that is not there fails, unless the operator negates or has IfExists. */
    @ParameterizedTest
    @CsvSource({
        "StringEquals, IMPLICITLY_DENIED",
        "StringLike, IMPLICITLY_DENIED",
        "Bool, IMPLICITLY_DENIED",
        "StringNotEquals, ALLOWED",
        "StringNotLike, ALLOWED",
        "StringEqualsIfExists, ALLOWED",
        "BoolIfExists, ALLOWED",
        "StringNotEqualsIfExists, ALLOWED",
        "ForAnyValue:StringEquals, IMPLICITLY_DENIED",
        "ForAnyValue:StringNotEquals, IMPLICITLY_DENIED",
        "ForAllValues:StringEquals, ALLOWED"
    })
    void decidesByTheOperatorWhereAKeyIsNotThere(String operator, Decision decision) {
        assertThat(condition(operator, "'true'").decide(GET)).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"true, ALLOWED, IMPLICITLY_DENIED", "false, IMPLICITLY_DENIED, ALLOWED"})
    void asksWithNullWhetherAKeyIsThere(String absent, Decision without, Decision with) {
        var condition = condition("Null", "'" + absent + "'");
        assertThat(condition.decide(GET)).isEqualTo(without);
        assertThat(condition.decide(GET.with("example:key", "x"))).isEqualTo(with);
    }

    @Test
    void takesAnyOfSeveralValuesAndForANegationNone() {
        assertThat(condition("StringEquals", "['a','b']").decide(GET.with("example:key", "b")))
                .isEqualTo(ALLOWED);
        assertThat(condition("StringNotEquals", "['a','b']").decide(GET.with("example:key", "b")))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(condition("StringNotEquals", "['a','b']").decide(GET.with("example:key", "c")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void wantsEveryKeyAndEveryOperatorToHold() {
        var both = statement("'Effect':'Allow','Action':'*','Resource':'*','Condition':"
                + "{'StringEquals':{'example:one':'1','example:two':'2'},'Bool':{'example:three':'true'}}");
        var all = GET.with("example:one", "1").with("example:two", "2").with("example:three", "true");
        assertThat(both.decide(all)).isEqualTo(ALLOWED);
        assertThat(both.decide(all.with("example:two", "3"))).isEqualTo(IMPLICITLY_DENIED);
        assertThat(both.decide(all.with("example:three", "false"))).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void comparesTheValuesOfAMultivaluedKeyAsASet() {
        var asked = GET.with("aws:TagKeys", "project", "owner");
        assertThat(multivalued("ForAnyValue:StringLike", "'own*'").decide(asked))
                .isEqualTo(ALLOWED);
        assertThat(multivalued("ForAnyValue:StringLike", "'cost'").decide(asked))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(multivalued("ForAllValues:StringEquals", "['project','owner','x']")
                        .decide(asked))
                .isEqualTo(ALLOWED);
        assertThat(multivalued("ForAllValues:StringEquals", "['project']").decide(asked))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThatThrownBy(() -> multivalued("StringEquals", "'owner'").decide(asked))
                .hasMessageContaining("'aws:TagKeys' has the values [project, owner]");
    }

    @Test
    void findsKeysWhateverTheirCase() {
        var condition = statement("'Effect':'Allow','Action':'*','Resource':'*','Condition':"
                + "{'StringEquals':{'aws:principalaccount':'111122223333'}}");
        assertThat(condition.decide(GET)).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IpAddress", "BinaryEquals", "StringEqual", "ForSomeValue:StringEquals", "NullIfExists"})
    void failsForAnOperatorThatItDoesNotKnow(String operator) {
        assertThatThrownBy(() -> condition(operator, "'x'").decide(GET))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'" + operator + "' is not known");
    }

    @Test
    void failsForAnUnknownOperatorThoughTheActionIsAnother() {
        var other =
                statement("'Effect':'Allow','Action':'iam:*','Resource':'*','Condition':{'Odd':{'example:key':'x'}}");
        assertThatThrownBy(() -> other.decide(GET)).hasMessageContaining("'Odd' is not known");
    }

    @Test
    void failsForAVariableThatTheRequestDoesNotHave() {
        assertThatThrownBy(() -> condition("StringEquals", "'${aws:username}'").decide(GET))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("${aws:username}");
    }

    @Test
    void failsForAGlobalKeyThatAwsDoesNotHave() {
        assertThatThrownBy(() -> statement("'Effect':'Allow','Action':'*','Resource':'*','Condition':"
                        + "{'StringEquals':{'aws:PrincipalOrganization':'o-1'}}"))
                .hasMessageContaining("no global key 'aws:PrincipalOrganization'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'*'}} | Version is '2008-10-17'",
                "{'Statement':{'Effect':'Allow','Action':'*'}} | Version is ''",
                "{'Version':'2012-10-17'} | no Statement",
                "{'Version':'2012-10-17','Statement':[]} | no Statement",
                "{'Version':'2012-10-17','Statements':{}} | element 'Statements'",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Actions':'*'}} | element 'Actions'",
                "{'Version':'2012-10-17','Statement':{'Effect':'allow','Action':'*'}} | Effect is 'allow'",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny'}} | needs Action or NotAction",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'*','NotAction':'x'}} | not both",
                "{'Version':'2012-10-17','Version':'2012-10-17'} | not JSON",
                "nonsense | not JSON"
            })
    void failsForADocumentThatAwsWouldRefuse(String json, String problem) {
        assertThatThrownBy(() -> document(json))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(problem);
    }

    @Test
    void failsForAPrincipalWithAWildcardInIt() {
        var policy =
                statement("'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::*:root'},'Action':'*','Resource':'*'");
        assertThatThrownBy(() -> policy.decide(GET)).hasMessageContaining("AWS takes none but a whole *");
    }

    @Test
    void failsForARequestThatCannotBe() {
        assertThatThrownBy(() -> AccessRequest.to("s3:*")).hasMessageContaining("'s3:*' is no action");
        assertThatThrownBy(() -> GET.by("arn:aws:sts::111122223333:assumed-role/deploy/session"))
                .hasMessageContaining("is no principal");
    }

    private static PolicyDocument condition(String operator, String values) {
        return withCondition(operator, "example:key", values);
    }

    private static PolicyDocument multivalued(String operator, String values) {
        return withCondition(operator, "aws:TagKeys", values);
    }

    private static PolicyDocument withCondition(String operator, String key, String values) {
        return statement("'Effect':'Allow','Action':'*','Resource':'*','Condition':{'" + operator + "':{'" + key + "':"
                + values + "}}");
    }

    private static PolicyDocument statement(String elements) {
        return document("{'Version':'2012-10-17','Statement':{" + elements + "}}");
    }

    private static PolicyDocument document(String json) {
        return PolicyDocument.parse(json.replace('\'', '"'));
    }
}
