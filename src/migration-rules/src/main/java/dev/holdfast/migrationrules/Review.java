package dev.holdfast.migrationrules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the rules say about a set of migrations, all of a database's, because one is judged by what those before it made.
 *
 * @param files in the order in which they are applied
 */
public record Review(List<Reviewed> files) {
    public Review {
        files = List.copyOf(files);
    }

    /**
     * One migration.
     *
     * @param findings everything that a rule is about, permitted or not
     * @param works what takes longer on larger tables
     */
    public record Reviewed(MigrationFile file, List<Finding> findings, List<Work> works) {
        public Reviewed {
            findings = List.copyOf(findings);
            works = List.copyOf(works);
        }

        /** What must not run. */
        public List<Finding> refused() {
            return findings.stream()
                    .filter(finding -> switch (finding.rule().severity()) {
                        case BREAKS -> file.marks().contractOf().isEmpty();
                        case UNKNOWN ->
                            file.marks().contractOf().isEmpty()
                                    && file.marks().safeBecause().isEmpty();
                        case MISTAKE -> true;
                        case LOCKS -> false;
                    })
                    .toList();
        }

        /** What holds up requests if its table is large. */
        public List<Finding> warnings() {
            return findings.stream()
                    .filter(finding -> finding.rule().severity() == Rule.Severity.LOCKS)
                    .filter(finding -> file.marks().safeBecause().isEmpty())
                    .toList();
        }
    }

    /** Judges every migration of a database. */
    public static Review of(Collection<MigrationFile> migrations) {
        var schema = new Schema();
        var ordered = migrations.stream().sorted(MigrationFile.ORDER).toList();
        var reviewed = new ArrayList<Reviewed>();
        for (var file : ordered) {
            schema.nextFile();
            var judge = new Judge(file, schema);
            judge.judge();
            var findings = new ArrayList<>(judge.findings());
            unpaired(file, ordered).ifPresent(findings::add);
            reviewed.add(new Reviewed(file, findings, judge.works()));
        }
        return new Review(reviewed);
    }

    /** What must not run, of all. */
    public List<Finding> refused() {
        return files.stream().flatMap(file -> file.refused().stream()).toList();
    }

    /** What holds up requests if its table is large, of all. */
    public List<Finding> warnings() {
        return files.stream().flatMap(file -> file.warnings().stream()).toList();
    }

    /**
     * The contract steps that come too early: their expand step must have been deployed before, with the code that can do
     * without what they remove. A database that nothing was deployed to, such as a review stack's, takes all at once.
     *
     * @param deployed the version that a deployment reached before; none if there was none
     */
    public List<String> premature(Optional<Version> deployed) {
        return deployed.map(version -> files.stream()
                        .map(Reviewed::file)
                        .filter(file -> file.version()
                                .filter(own -> own.compareTo(version) > 0)
                                .isPresent())
                        .filter(file -> file.marks()
                                .contractOf()
                                .filter(expand -> expand.compareTo(version) > 0)
                                .isPresent())
                        .map(file -> premature(file, version))
                        .toList())
                .orElse(List.of());
    }

    private static String premature(MigrationFile file, Version deployed) {
        var expand = file.marks().contractOf().orElseThrow();
        return ("%s is the contract step of %s, which is not deployed yet (the last deployment reached %s): code of"
                        + " before %s still runs while this one is rolled out. Take the file out, deploy, and put it into a later"
                        + " deployment.")
                .formatted(file.script(), expand, deployed, expand);
    }

    private static Optional<Finding> unpaired(MigrationFile file, List<MigrationFile> all) {
        return file.marks()
                .contractOf()
                .filter(expand -> all.stream()
                        .filter(other -> other.version().equals(Optional.of(expand)))
                        .noneMatch(other -> other.marks().contractOf().isEmpty()
                                && file.version()
                                        .filter(own -> expand.compareTo(own) < 0)
                                        .isPresent()))
                .map(expand -> new Finding(Rule.PAIR, file.script(), 1, "contract of " + expand));
    }
}
