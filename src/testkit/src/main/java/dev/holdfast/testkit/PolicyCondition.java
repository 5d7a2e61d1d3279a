package dev.holdfast.testkit;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One key of a condition.
 *
 * @param operator such as {@code StringLike}, {@code BoolIfExists} or {@code ForAnyValue:StringLike}
 * @param key the key of the request that it looks at
 * @param values what the key is compared with: one of them, or, for the operators that negate, none of them
 */
record PolicyCondition(String operator, String key, List<String> values) {
    private static final String IF_EXISTS = "IfExists";

    /** Compares a policy's value, first, with a request's. */
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.ofEntries(
            Map.entry("StringEquals", String::equals),
            Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
            Map.entry("StringLike", Wildcards::match),
            Map.entry("ArnEquals", Wildcards::matchArn),
            Map.entry("ArnLike", Wildcards::matchArn),
            Map.entry("Bool", (policy, request) -> bool(policy) == bool(request)),
            Map.entry("NumericEquals", (policy, request) -> compared(request, policy) == 0),
            Map.entry("NumericLessThan", (policy, request) -> compared(request, policy) < 0),
            Map.entry("NumericLessThanEquals", (policy, request) -> compared(request, policy) <= 0),
            Map.entry("NumericGreaterThan", (policy, request) -> compared(request, policy) > 0),
            Map.entry("NumericGreaterThanEquals", (policy, request) -> compared(request, policy) >= 0),
            Map.entry("DateEquals", (policy, request) -> date(request).equals(date(policy))),
            Map.entry("DateLessThan", (policy, request) -> date(request).isBefore(date(policy))),
            Map.entry("DateLessThanEquals", (policy, request) -> !date(request).isAfter(date(policy))),
            Map.entry("DateGreaterThan", (policy, request) -> date(request).isAfter(date(policy))),
            Map.entry(
                    "DateGreaterThanEquals", (policy, request) -> !date(request).isBefore(date(policy))));

    /** The operators that hold where the named one does not. */
    private static final Map<String, String> NEGATIONS = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike",
            "NumericNotEquals", "NumericEquals",
            "DateNotEquals", "DateEquals");

    /** "AWS global condition context keys"; a misspelled one would never be in a request. Those with / have a name after it. */
    private static final Set<String> GLOBAL_KEYS = Stream.of(
                    "AssumedRoot, CalledVia, CalledViaFirst, CalledViaLast, ChatbotSourceArn, CurrentTime,"
                            + " Ec2InstanceSourcePrivateIPv4, Ec2InstanceSourceVpc, EpochTime, FederatedProvider,"
                            + " MultiFactorAuthAge, MultiFactorAuthPresent, PrincipalAccount, PrincipalArn,"
                            + " PrincipalIsAWSService, PrincipalOrgID, PrincipalOrgPaths, PrincipalServiceName,"
                            + " PrincipalServiceNamesList, PrincipalTag/, PrincipalType, Referer, RequestTag/,"
                            + " RequestedRegion, ResourceAccount, ResourceOrgID, ResourceOrgPaths, ResourceTag/,"
                            + " SecureTransport, SourceAccount, SourceArn, SourceIdentity, SourceIp, SourceOrgID,"
                            + " SourceOrgPaths, SourceVpc, SourceVpcArn, SourceVpce, TagKeys, TokenIssueTime,"
                            + " UserAgent, UserId, Username, ViaAWSService, VpcSourceIp, VpceAccount, VpceOrgID,"
                            + " VpceOrgPaths")
            .flatMap(keys -> Stream.of(keys.split(", ")))
            .map(key -> "aws:" + key.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    PolicyCondition {
        var name = key.toLowerCase(Locale.ROOT);
        if (name.startsWith("aws:") && !GLOBAL_KEYS.contains(name.replaceAll("/.+", "/"))) {
            throw new AssertionError("AWS has no global key '" + key + "'");
        }
    }

    /** Whether the request is as the condition says. */
    boolean holdsFor(AccessRequest request) {
        var found = request.values(key);
        if (operator.equals("Null")) {
            return values.stream().anyMatch(absent -> bool(absent) == found.isEmpty());
        }
        var forAny = operator.startsWith("ForAnyValue:");
        var forAll = operator.startsWith("ForAllValues:");
        var plain = operator.substring(forAny || forAll ? operator.indexOf(':') + 1 : 0);
        var ifExists = plain.endsWith(IF_EXISTS);
        var name = ifExists ? plain.substring(0, plain.length() - IF_EXISTS.length()) : plain;
        var negated = NEGATIONS.containsKey(name);
        var match = OPERATORS.get(NEGATIONS.getOrDefault(name, name));
        if (match == null) {
            throw new AssertionError("the condition operator '" + operator + "' is not known to this evaluator");
        }
        // Resolved in any case, so that an unknown variable is found.
        var wanted = values.stream()
                .map(value -> PolicyVariables.resolve(value, request))
                .toList();
        if (found.isEmpty()) {
            // "Negated matching" holds for a key that is not there, and so does ForAllValues.
            return ifExists || forAll || negated && !forAny;
        }
        if (found.size() > 1 && !forAny && !forAll) {
            throw new AssertionError("the key '" + key + "' has the values " + found + ", and the operator '" + operator
                    + "' compares one; AWS wants ForAnyValue or ForAllValues");
        }
        var holding = found.stream()
                .filter(value -> negated != wanted.stream().anyMatch(one -> match.test(one, value)))
                .count();
        return forAll ? holding == found.size() : holding > 0;
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new AssertionError("expected true or false, got '" + text + "'");
        }
        return Boolean.parseBoolean(text);
    }

    private static int compared(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other));
    }

    private static Instant date(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
