package dev.holdfast.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that was measured. A figure measured several times is told by its median, with its range, which shows the noise. */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Figure> byName = new LinkedHashMap<>();

    private record Figure(String name, String unit, List<Double> values) {
        double at(double part) {
            var sorted = values.stream().sorted().toList();
            return sorted.get((int) Math.round(part * (sorted.size() - 1)));
        }
    }

    /** Takes in a value. */
    void add(String name, String unit, double value) {
        byName.computeIfAbsent(name, key -> new Figure(name, unit, new ArrayList<>()))
                .values()
                .add(value);
    }

    /** Prints a table. */
    void print(PrintStream out) {
        out.printf("%n%-66s %9s %9s %9s %3s%n", "", "median", "min", "max", "n");
        for (var figure : byName.values()) {
            out.printf(
                    Locale.ROOT,
                    "%-66s %9.2f %9.2f %9.2f %3d  %s%n",
                    figure.name(),
                    figure.at(0.5),
                    figure.at(0),
                    figure.at(1),
                    figure.values().size(),
                    figure.unit());
        }
    }

    /** Writes a line of JSON for each figure. */
    void write(Path file) throws IOException {
        var lines = new ArrayList<String>();
        for (var figure : byName.values()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("figure", figure.name());
            fields.put("unit", figure.unit());
            fields.put("median", figure.at(0.5));
            fields.put("min", figure.at(0));
            fields.put("max", figure.at(1));
            fields.put("values", figure.values());
            lines.add(JSON.writeValueAsString(fields));
        }
        Files.write(file, lines);
    }
}
