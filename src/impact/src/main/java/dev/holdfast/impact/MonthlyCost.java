package dev.holdfast.impact;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.cost.Bill;
import dev.holdfast.cost.Declared;
import dev.holdfast.cost.PriceList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the resources of a stack cost in a month, before and after: by being there, without traffic ({@link Bill}). */
final class MonthlyCost {
    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    /** What is less than this, in US dollars, comes from adding up. */
    private static final double CENT = 0.01;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private MonthlyCost() {}

    static CostChange change(Inputs inputs, PriceList prices) {
        var before = bill(inputs.before(), prices);
        var after = bill(inputs.after(), prices);
        var names = new LinkedHashSet<String>();
        before.bill().items().forEach(item -> names.add(item.what()));
        after.bill().items().forEach(item -> names.add(item.what()));
        var items = names.stream()
                .map(name -> new CostChange.Item(name, amount(before.bill(), name), amount(after.bill(), name)))
                .filter(item -> Math.abs(item.after() - item.before()) >= CENT)
                .toList();
        var unknown = new TreeSet<>(before.unknown());
        unknown.addAll(after.unknown());
        unknown.retainAll(changed(inputs));
        return new CostChange(
                before.bill().total(),
                after.bill().total(),
                items,
                unknown.stream().toList());
    }

    /** What stays as it is makes no difference, whatever it costs. */
    private static Set<String> changed(Inputs inputs) {
        return Stream.of(inputs.before(), inputs.after())
                .flatMap(side -> side.keySet().stream())
                .filter(urn ->
                        !Objects.equals(inputs.before().get(urn), inputs.after().get(urn)))
                .map(MonthlyCost::type)
                .collect(Collectors.toSet());
    }

    private static String type(String urn) {
        var types = urn.split("::", 4)[2];
        return types.substring(types.lastIndexOf('$') + 1);
    }

    private static Bill.Known bill(Map<String, JsonNode> resources, PriceList prices) {
        return Bill.known(
                resources.entrySet().stream()
                        .map(resource -> declared(resource.getKey(), resource.getValue()))
                        .toList(),
                prices);
    }

    private static Declared declared(String urn, JsonNode inputs) {
        return new Declared(
                type(urn),
                urn.substring(urn.lastIndexOf("::") + 2),
                inputs.isObject() ? MAPPER.convertValue(inputs, PROPERTIES) : Map.of());
    }

    private static double amount(Bill bill, String what) {
        return bill.items().stream()
                .filter(item -> item.what().equals(what))
                .mapToDouble(Bill.Item::amount)
                .sum();
    }
}
