package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * RDS instances: each is a real PostgreSQL server in the first subnet of its subnet group. Its data stay when the
 * cloud stops, and after its deletion as the final snapshot. An instance is restored from any snapshot, and from any
 * moment of one that has backups.
 */
public final class Rds implements Behaviour, AutoCloseable {
    static final String TYPE = "aws:rds/instance:Instance";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final Resources resources;
    private final SecretValues secrets;
    private final Addresses addresses;
    private final Hosts hosts;
    private final Events events;
    private final DatabaseGates gates;
    private final Path databases;
    private final CertificateAuthority authority;
    private final PostgresBinaries binaries;
    private final DbSnapshots snapshots;
    private final AutomatedBackups backups;
    private final Map<String, Postgres> servers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService supervisor = Executors.newScheduledThreadPool(2, task -> {
        var thread = new Thread(task, "rds");
        thread.setDaemon(true);
        return thread;
    });

    /** Opens what an earlier run left in this site; ends what it began to create, which nobody knows of. */
    public Rds(
            Site site,
            Resources resources,
            SecretValues secrets,
            Addresses addresses,
            Hosts hosts,
            Network network,
            Events events) {
        this.site = site;
        this.resources = resources;
        this.secrets = secrets;
        this.addresses = addresses;
        this.hosts = hosts;
        this.events = events;
        gates = new DatabaseGates(network);
        databases = site.databases().toAbsolutePath().normalize();
        authority = new CertificateAuthority(site);
        binaries = new PostgresBinaries(databases);
        snapshots = new DbSnapshots(databases);
        backups = new AutomatedBackups(databases, this::admin);
        var known = resources.all(TYPE).stream()
                .map(instance -> new DbInstance(instance, resources).id())
                .toList();
        // One of them may hold an address that is handed out anew.
        new ForgottenDatabases(databases).end(known, binaries, site.log());
    }

    @Override
    public Map<String, Object> create(Resource instance, Report report) {
        var asked = new DbInstance(instance, resources).named();
        asked.check();
        var restoration = Restoration.of(asked, snapshots, backups);
        var inherited = restoration.map(Restoration::properties).orElse(Map.of());
        var db = asked.with(inherited).with(Map.of("_address", addresses.allocate(asked.range())));
        var outputs = new HashMap<>(db.outputs());
        outputs.putAll(inherited);
        outputs.put("_address", db.address());
        try {
            var postgres = server(db);
            ForgottenDatabases.begin(postgres.place().home());
            restoration.ifPresentOrElse(
                    one -> {
                        report.info("restoring " + one.describe());
                        one.into(postgres.place().home());
                    },
                    () -> {
                        report.info("starting PostgreSQL");
                        postgres.initialize(RdsAdmin.NAME, adminPassword());
                    });
            start(db);
            var password = db.managed() ? PrivateFiles.random(28, DbInstance.LETTERS) : db.password();
            try (var admin = admin(db)) {
                if (restoration.isEmpty()) {
                    admin.createMaster(db.username(), password, db.database());
                } else if (password != null) {
                    admin.password(db.username(), password);
                }
                outputs.put("engineVersionActual", admin.version());
            }
            if (apply(db, db.parameters(), report)) {
                restart(db);
            }
            if (db.managed()) {
                outputs.putAll(keepInSecret(db, db.newMasterSecret(), password));
            }
            backups.follow(db);
            ForgottenDatabases.finished(postgres.place().home());
            return outputs;
        } catch (RuntimeException e) {
            discard(db);
            throw e;
        }
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        var old = new DbInstance(before, resources);
        var db = old.changed(after);
        db.check();
        var outputs = new HashMap<>(db.outputs());
        if (!old.host().equals(db.host()) || old.port() != db.port()) {
            gates.close(old);
            server(old).stop();
            servers.remove(old.id());
            hosts.remove(old.host());
            start(db);
        }
        gates.open(db);
        var changed = db.managed() ? !old.managed() : !Objects.equals(db.password(), old.password());
        if (changed) {
            var password = db.managed() ? PrivateFiles.random(28, DbInstance.LETTERS) : db.password();
            try (var admin = admin(db)) {
                admin.password(db.username(), password);
            }
            if (db.managed()) {
                outputs.putAll(keepInSecret(db, db.newMasterSecret(), password));
            }
        }
        if (old.managed() && !db.managed()) {
            secrets.remove(old.masterSecret());
            outputs.put("masterUserSecrets", List.of());
        }
        // One that an older sandbox started has no archive.
        if (apply(db, db.parameters(), report) || db.backupDays() > 0 && !backups.begun(db)) {
            restart(db);
        }
        backups.follow(db);
        return outputs;
    }

    @Override
    public void delete(Resource instance, Report report) {
        var db = new DbInstance(instance, resources);
        if (instance.flag("deletionProtection")) {
            throw new AwsException(
                    "InvalidParameterCombination",
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        // Refused before anything has happened; a deletion that a crash interrupted may have kept the data already.
        var snapshot = Optional.of(db)
                .filter(one -> !instance.flag("skipFinalSnapshot"))
                .filter(one -> Files.exists(server(one).place().home()))
                .map(one -> FinalSnapshot.of(one, snapshots));
        backups.end(db, server(db).ready());
        server(db).stop();
        snapshot.ifPresent(one -> {
            one.keep(server(db).place().home());
            report.info("its data are kept in " + one.directory());
        });
        if (db.managed()) {
            secrets.remove(db.masterSecret());
        }
        discard(db);
    }

    @Override
    public void resume(Resource instance) {
        var db = new DbInstance(instance, resources);
        hosts.put(db.host(), server(db).place().address());
        server(db).startInBackground();
        gates.open(db);
    }

    @Override
    public void suspend(Resource instance) {
        var db = new DbInstance(instance, resources);
        gates.close(db);
        server(db).stop();
    }

    @Override
    public Optional<String> problem(Resource instance) {
        return server(new DbInstance(instance, resources)).problem();
    }

    @Override
    public String describe(Resource instance) {
        return server(new DbInstance(instance, resources)).describe();
    }

    /** Takes a snapshot of an instance, as a person does. */
    void snapshot(Resource instance, String identifier) {
        var db = new DbInstance(instance, resources);
        try (var admin = admin(db)) {
            snapshots.take(db, identifier, admin, server(db).place().home().resolve("data"));
        }
    }

    DbSnapshots snapshots() {
        return snapshots;
    }

    AutomatedBackups backups() {
        return backups;
    }

    /** Ends the server of an instance as a power failure would; says what was ended. */
    String kill(Resource instance) {
        return server(new DbInstance(instance, resources)).kill();
    }

    /** Whether the server of an instance takes connections. */
    boolean ready(Resource instance) {
        return server(new DbInstance(instance, resources)).ready();
    }

    /** Looks after its servers no more; those that were not suspended run on. */
    @Override
    public void close() {
        gates.close();
        supervisor.shutdownNow();
        binaries.close();
    }

    private Postgres server(DbInstance db) {
        return servers.computeIfAbsent(db.id(), id -> {
            var group = "/aws/rds/instance/" + db.identifier() + "/postgresql";
            var log = site.logGroup(db.resource().account(), group).resolve(db.identifier() + ".0");
            var address = Addresses.loopback(db.address());
            return new Postgres(
                    binaries,
                    new Postgres.Place(databases.resolve(id), address, db.port(), log),
                    supervisor,
                    what -> events.tell(db.resource().account(), "database " + db.identifier(), what));
        });
    }

    /** A parameter group has changed; what needs a restart waits for the next one, as with AWS. */
    void changed(Resource group, Report report) {
        resources
                .beside(group, TYPE)
                .filter(one -> one.text("parameterGroupName")
                        .filter(name -> name.equals(group.id())
                                || group.text("name").filter(name::equals).isPresent())
                        .isPresent())
                .map(one -> new DbInstance(one, resources))
                .forEach(db -> {
                    if (apply(db, DbInstance.parameters(group), report)) {
                        report.warn(db.identifier() + " has to be started again for some of its new parameters");
                    }
                });
    }

    private void start(DbInstance db) {
        secure(db, db.parameters());
        server(db).start();
        gates.open(db);
        hosts.put(db.host(), server(db).place().address());
    }

    private void restart(DbInstance db) {
        server(db).stop();
        server(db).start();
    }

    /** RDS refuses plain connections unless {@code rds.force_ssl} is 0; since version 15 that is the default. */
    private void secure(DbInstance db, Map<String, String> parameters) {
        server(db).secure(authority.issue(db.host()), !"0".equals(parameters.get("rds.force_ssl")));
    }

    /** Whether the server has to be started again for it. */
    private boolean apply(DbInstance db, Map<String, String> parameters, Report report) {
        secure(db, parameters);
        try (var admin = admin(db)) {
            return admin.apply(parameters, report);
        }
    }

    private RdsAdmin admin(DbInstance db) {
        return new RdsAdmin(binaries, server(db).place(), PrivateFiles.read(adminPassword()), authority.bundle());
    }

    /** One for all databases of the sandbox, so that the data of a snapshot can be opened. */
    private Path adminPassword() {
        var file = site.secrets().resolve("rdsadmin.password").toAbsolutePath();
        PrivateFiles.once(file);
        return file;
    }

    private Map<String, Object> keepInSecret(DbInstance db, String secret, String password) {
        try {
            secrets.put(secret, JSON.writeValueAsString(Map.of("username", db.username(), "password", password)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return db.masterUserSecrets(secret);
    }

    private void discard(DbInstance db) {
        var server = server(db);
        server.stop();
        var home = server.place().home();
        try {
            Folders.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home, e);
        }
        servers.remove(db.id());
        hosts.remove(db.host());
        gates.forget(db);
        addresses.release(db.address());
    }
}
