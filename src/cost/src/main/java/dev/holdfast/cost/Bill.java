package dev.holdfast.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What resources cost in a month at list price: by being there, without traffic, requests and the growth of what they store.
 *
 * @param items what is paid for, in the order of the resources
 */
public record Bill(List<Item> items) {
    private static final Map<String, BiFunction<Declared, Inventory, Stream<Item>>> PRICED = Map.ofEntries(
            Map.entry("awsx:ec2:Vpc", Networking::gatewaysOfVpc),
            Map.entry("aws:ec2/natGateway:NatGateway", Networking::gateway),
            Map.entry("aws:ec2/vpcEndpoint:VpcEndpoint", Networking::endpoint),
            Map.entry("aws:lb/loadBalancer:LoadBalancer", Networking::loadBalancer),
            Map.entry("aws:wafv2/webAcl:WebAcl", Networking::webAcl),
            Map.entry("aws:route53/zone:Zone", Bill.month("zoneMonth", "Hosted zone")),
            Map.entry("aws:ecs/service:Service", Tasks::of),
            Map.entry("aws:rds/instance:Instance", Databases::of),
            Map.entry("aws:elasticache/serverlessCache:ServerlessCache", Bill.month("serverlessCacheMonth", "Cache")),
            Map.entry("aws:kms/key:Key", Bill.month("keyMonth", "Keys")),
            Map.entry("aws:secretsmanager/secret:Secret", Bill.month("secretMonth", "Secrets")),
            Map.entry("aws:cloudwatch/metricAlarm:MetricAlarm", Bill.month("alarmMonth", "Alarms")),
            Map.entry("aws:cloudwatch/compositeAlarm:CompositeAlarm", Bill.month("compositeAlarmMonth", "Alarms")));

    /**
     * A part of the bill.
     *
     * @param what is paid for
     * @param amount US dollars a month
     * @param sleeps whether it costs nothing while the environment sleeps
     */
    public record Item(String what, double amount, boolean sleeps) {}

    public Bill {
        items = List.copyOf(items);
    }

    /**
     * The bill of a program's resources.
     *
     * @throws IllegalArgumentException naming the types that are neither priced nor known to be free: silence would say 0
     */
    public static Bill of(Collection<Declared> resources, PriceList prices) {
        var inventory = new Inventory(List.copyOf(resources), prices);
        var unknown = new TreeSet<String>();
        var items = new ArrayList<Item>();
        for (var resource : resources) {
            items(resource, inventory).ifPresentOrElse(items::addAll, () -> unknown.add(resource.type()));
        }
        refuse(unknown);
        return new Bill(items);
    }

    /**
     * The bill of resources of which some may have no price.
     *
     * @param bill of those that have one
     * @param unknown the types of the others: not in the list, or of a size that is not, or known only after an update
     */
    public record Known(Bill bill, Set<String> unknown) {
        public Known {
            unknown = Set.copyOf(unknown);
        }
    }

    /** What is known of the bill of resources that somebody else may have declared. */
    public static Known known(Collection<Declared> resources, PriceList prices) {
        var inventory = new Inventory(List.copyOf(resources), prices);
        var unknown = new TreeSet<String>();
        var items = new ArrayList<Item>();
        for (var resource : resources) {
            try {
                items(resource, inventory).ifPresentOrElse(items::addAll, () -> unknown.add(resource.type()));
            } catch (IllegalArgumentException withoutPrice) {
                unknown.add(resource.type());
            }
        }
        return new Known(new Bill(items), unknown);
    }

    private static Optional<List<Item>> items(Declared resource, Inventory inventory) {
        var priced = PRICED.get(resource.type());
        if (priced != null) {
            return Optional.of(priced.apply(resource, inventory).toList());
        }
        return inventory.prices().free(resource.type()) ? Optional.of(List.of()) : Optional.empty();
    }

    /** The same bill, with one line for all that is called the same. */
    public Bill summed() {
        var names = items.stream().map(Item::what).distinct();
        return new Bill(names.map(name -> {
                    var same = items.stream()
                            .filter(item -> item.what().equals(name))
                            .toList();
                    var amount = same.stream().mapToDouble(Item::amount).sum();
                    return new Item(name, amount, same.stream().allMatch(Item::sleeps));
                })
                .toList());
    }

    /** US dollars a month. */
    public double total() {
        return items.stream().mapToDouble(Item::amount).sum();
    }

    /**
     * US dollars a month of an environment that sleeps.
     *
     * @param awake the share of the month that it is awake, from 0 to 1
     */
    public double asleep(double awake) {
        return items.stream()
                .mapToDouble(item -> item.amount() * (item.sleeps() ? awake : 1))
                .sum();
    }

    private static BiFunction<Declared, Inventory, Stream<Item>> month(String price, String what) {
        return (resource, inventory) ->
                Stream.of(new Item(what, inventory.prices().price(price).amount(), false));
    }

    private static void refuse(Set<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown.stream()
                    .collect(Collectors.joining(
                            ", ",
                            "what these types cost is not known: ",
                            "; price them in Bill, or list them as free in prices.yaml")));
        }
    }
}
