package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    private final Written database = Written.of(Written.DATABASE, "database");
    private final Written function =
            Written.of("aws:lambda/function:Function", "migrations").dependsOn(database);
    private final Written invocation =
            Written.of("aws:lambda/invocation:Invocation", "migrations").dependsOn(function);

    @Test
    void reachesWhatDependsOnItDirectlyAndThroughOthersNearestFirst() {
        assertThat(reached(database, invocation, function))
                .containsExactly(
                        List.of("database", "Function migrations"),
                        List.of("database", "Function migrations", "Invocation migrations"));
    }

    @Test
    void takesTheShortestWay() {
        var both = invocation.dependsOn(database);

        assertThat(reached(database, function, both)).contains(List.of("database", "Invocation migrations"));
    }

    @Test
    void doesNotReachWhatItDependsOnItself() {
        var key = Written.of("aws:kms/key:Key", "key");

        assertThat(reached(database.dependsOn(key), key)).isEmpty();
    }

    @Test
    void reachesThroughPropertiesThatDependOnIt() {
        var alarm = Written.of(Written.ALARM, "cpu")
                .with(json -> json.putObject("propertyDependencies")
                        .putArray("dimensions")
                        .add(database.urn()));

        assertThat(reached(database, alarm)).containsExactly(List.of("database", "MetricAlarm cpu"));
    }

    @Test
    void reachesTheChildrenOfAResource() {
        assertThat(reached(database, Written.of(Written.ALARM, "cpu").in(database)))
                .containsExactly(List.of("database", "MetricAlarm cpu"));
    }

    @Test
    void reachesThroughAComponentWhoeverDependsOnThat() {
        var component = Written.component("holdfast:stateful:Database", "data");
        var alarm = Written.of(Written.ALARM, "cpu").dependsOn(component);

        assertThat(reached(database.in(component), component, alarm))
                .containsExactly(List.of("database", "Database data", "MetricAlarm cpu"));
    }

    @Test
    void doesNotReachItsSiblingsInAComponent() {
        var component = Written.component("holdfast:stateful:Database", "data");

        assertThat(reached(
                        database.in(component),
                        component,
                        Written.of(Written.ALARM, "cpu").in(component)))
                .isEmpty();
    }

    @Test
    void reachesThroughAProviderWhatItManages() {
        var account = Written.of("aws:organizations/account:Account", "dev");
        var provider = Written.of("pulumi:providers:aws", "dev").dependsOn(account);
        var alarm = Written.of(Written.ALARM, "cpu").with(json -> json.put("provider", provider.urn() + "::some-id"));

        assertThat(reached(account, provider, alarm))
                .containsExactly(
                        List.of("Account dev", "aws dev"), List.of("Account dev", "aws dev", "MetricAlarm cpu"));
    }

    @Test
    void reachesWhatThePlanCreates() {
        var preview = new Previewed().update(database, database, Map.of()).create(function);

        assertThat(preview.impact().ripples())
                .singleElement()
                .satisfies(ripple -> assertThat(ripple.reached())
                        .containsExactly(
                                new Ripple.Reached(function.urn(), List.of(database.urn(), function.urn()), true)));
    }

    @Test
    void endsWhereResourcesDependOnEachOther() {
        var one = Written.of(Written.ALARM, "one").dependsOn(database);
        var other = Written.of(Written.ALARM, "other").dependsOn(one);

        assertThat(reached(database.dependsOn(other), one.dependsOn(other), other))
                .hasSize(2);
    }

    @Test
    void nothingRipplesFromWhatIsCreated() {
        assertThat(new Previewed().create(database).create(function).impact().ripples())
                .isEmpty();
    }

    private static List<List<String>> reached(Written from, Written... others) {
        var state = new StateExport(Stream.concat(Stream.of(from), Stream.of(others))
                .collect(Collectors.toMap(Written::urn, Written::state)));
        return new DependencyGraph(state, Plan.NONE)
                .reachedFrom(from.urn(), Set.of()).stream()
                        .map(reached -> reached.path().stream()
                                .map(DependencyGraphTest::name)
                                .toList())
                        .toList();
    }

    /** The end of its type where that tells two of one name apart. */
    private static String name(String urn) {
        var name = urn.substring(urn.lastIndexOf("::") + 2);
        return name.equals("database")
                ? name
                : urn.substring(urn.lastIndexOf(':', urn.lastIndexOf("::") - 1) + 1, urn.lastIndexOf("::")) + " "
                        + name;
    }
}
