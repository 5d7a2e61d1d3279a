package dev.holdfast.cost;

import dev.holdfast.cost.Bill.Item;
import java.util.stream.Stream;

/** What databases cost. */
final class Databases {
    private Databases() {}

    static Stream<Item> of(Declared database, Inventory inventory) {
        int machines = database.flag("multiAz") ? 2 : 1;
        var size = database.text("instanceClass").orElse("");
        double hour = hour(inventory, "databaseHour", size);
        var copies = machines == 2 ? ", two of them" : "";
        double storage = database.number("allocatedStorage", 0);
        // RDS's own backups are free up to the size of the database.
        var items = Stream.<Item>builder()
                .add(new Item(
                        "Database " + size + copies,
                        machines * hour * inventory.prices().hours(),
                        true))
                .add(new Item(
                        "Storage of the database",
                        machines
                                * storage
                                * inventory.prices().price("databaseGbMonth").amount(),
                        false));
        if (database.flag("manageMasterUserPassword")) {
            items.add(
                    new Item("Secrets", inventory.prices().price("secretMonth").amount(), false));
        }
        return items.build();
    }

    private static double hour(Inventory inventory, String kind, String size) {
        return inventory
                .prices()
                .hourOf(kind, size)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the price list has no " + kind + " of '" + size + "'; add it to prices.yaml"));
    }
}
