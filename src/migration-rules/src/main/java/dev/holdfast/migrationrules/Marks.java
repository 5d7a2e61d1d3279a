package dev.holdfast.migrationrules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a migration's author says in the comment at its head, each as a line of its own: {@code -- holdfast: contract of
 * V12}, {@code -- holdfast: safe because ...}, {@code -- holdfast: takes 3min}.
 *
 * @param contractOf the migration that made this one possible; what breaks older code is allowed then
 * @param safeBecause why what cannot be judged, or locks a table, does no harm here
 * @param takes how long the author knows that it takes, instead of the estimate
 * @param problems lines that are meant as marks and are none
 */
public record Marks(
        Optional<Version> contractOf, Optional<String> safeBecause, Optional<Duration> takes, List<Problem> problems) {
    /** How a mark begins. */
    static final String SIGN = "-- holdfast:";

    private static final Pattern LINE = Pattern.compile("\\s*--\\s*holdfast:\\s*(.*?)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTRACT = Pattern.compile("contract of V(\\S+)");
    private static final Pattern SAFE = Pattern.compile("safe because (\\S.*)");
    private static final Pattern TAKES = Pattern.compile("takes (\\d{1,5}) ?(s|min)");

    /** A line that is no mark. */
    public record Problem(int line, String text, String what) {}

    public Marks {
        problems = List.copyOf(problems);
    }

    static Marks of(String sql) {
        var contract = Optional.<Version>empty();
        var safe = Optional.<String>empty();
        var takes = Optional.<Duration>empty();
        var problems = new ArrayList<Problem>();
        var head = true;
        var lines = sql.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var mark = LINE.matcher(line);
            if (mark.matches()) {
                var text = mark.group(1);
                var contractOf = CONTRACT.matcher(text);
                var because = SAFE.matcher(text);
                var time = TAKES.matcher(text);
                if (!head) {
                    problems.add(new Problem(i + 1, line.strip(), "stands below the file's first statement"));
                } else if (contractOf.matches()
                        && Version.parse(contractOf.group(1)).isPresent()) {
                    contract = Version.parse(contractOf.group(1));
                } else if (because.matches()) {
                    safe = Optional.of(because.group(1));
                } else if (time.matches()) {
                    var amount = Long.parseLong(time.group(1));
                    takes = Optional.of(
                            time.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMinutes(amount));
                } else {
                    problems.add(new Problem(i + 1, line.strip(), "is no mark"));
                }
            }
            head = head && (line.isBlank() || line.strip().startsWith("--"));
        }
        return new Marks(contract, safe, takes, problems);
    }
}
