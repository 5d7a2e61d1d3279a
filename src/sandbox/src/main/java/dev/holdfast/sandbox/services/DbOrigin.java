package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.Damaged;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The instance that data outside of an instance are of: a snapshot's, or a backup's.
 *
 * @param at when the data were taken or, of a backup, the last moment that it knows
 * @param days for how many days backups are kept
 * @param properties what a restored instance has from it
 */
record DbOrigin(
        String account,
        String region,
        String identifier,
        String resourceId,
        String at,
        int days,
        Map<String, Object> properties) {
    private static final String FILE = "instance.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** RestoreDBInstanceFromDBSnapshot takes none of these: the data have them. */
    private static final List<String> INHERITED = List.of("username", "dbName", "kmsKeyId", "storageEncrypted");

    static DbOrigin of(DbInstance db, Instant at) {
        var properties = new HashMap<String, Object>();
        for (var property : INHERITED) {
            var value = db.resource().outputs().get(property);
            if (value != null) {
                properties.put(property, value);
            }
        }
        return new DbOrigin(
                db.resource().account(),
                db.resource().region(),
                db.identifier(),
                db.id(),
                at.toString(),
                db.backupDays(),
                properties);
    }

    static DbOrigin read(Path folder) {
        var file = folder.resolve(FILE);
        try {
            return JSON.readValue(PrivateFiles.read(file), DbOrigin.class);
        } catch (JsonProcessingException e) {
            throw new Damaged(file, "it names no instance", new IOException(e));
        }
    }

    void write(Path folder) {
        try {
            PrivateFiles.write(folder.resolve(FILE), JSON.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
