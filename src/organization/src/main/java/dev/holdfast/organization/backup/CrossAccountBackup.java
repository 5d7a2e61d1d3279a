package dev.holdfast.organization.backup;

import com.pulumi.aws.backup.GlobalSettings;
import com.pulumi.aws.backup.GlobalSettingsArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/**
 * Lets accounts of the organization copy backups to each other.
 *
 * <p>Creates AWS Backup's global settings. Needs the management account, and an organization that trusts
 * {@code backup.amazonaws.com}. It stays switched on when the stack goes. The settings of regions stay AWS's own, because
 * they concern plans that select by tag, and ours name what they back up.
 */
public final class CrossAccountBackup extends ComponentResource {
    public CrossAccountBackup(String name, ComponentResourceOptions options) {
        super("holdfast:organization:CrossAccountBackup", name, options);
        new GlobalSettings(
                name,
                GlobalSettingsArgs.builder()
                        .globalSettings(Map.of("isCrossAccountBackupEnabled", "true"))
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of());
    }
}
