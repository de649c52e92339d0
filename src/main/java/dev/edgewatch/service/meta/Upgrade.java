package dev.edgewatch.service.meta;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Deployment.AvailableUpgrade;
import dev.edgewatch.api.meta.v1.Deployment.UpgradeState;
import dev.edgewatch.api.meta.v1.Deployment.UpgradeState.Stage;
import dev.edgewatch.api.meta.v1.NotifyShardsUpgradeReadinessRequest;
import dev.edgewatch.api.meta.v1.SetAvailableUpgradeRequest;
import dev.edgewatch.resource.Refusal;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The upgrade of a deployment (contract section 7): READY, INITIAL_SYNCING, SWITCHING, and READY
 * again with what was upgraded to. In each of the two stages every shard reports once that it is
 * ready.
 */
final class Upgrade {
  private static final long MOST_SHARDS = 10_000;
  private static final Pattern DATA_VERSION = Pattern.compile("v\\d+(\\.\\d+)*");

  private Upgrade() {}

  /** Says what can be upgraded to; not while an upgrade is under way. */
  static Deployment offer(Deployment before, SetAvailableUpgradeRequest request) {
    requireStage(before, Stage.READY);
    requireCount("total_shards_count", request.getTotalShardsCount(), 1, MOST_SHARDS);
    String dataVersion = request.getTargetDbDataVersion();
    if (!dataVersion.isEmpty() && !DATA_VERSION.matcher(dataVersion).matches()) {
      throw Refusal.invalid(
          "VERSION_MALFORMED",
          "target_db_data_version",
          "target_db_data_version is '" + dataVersion + "'; expected v, and numbers with dots");
    }
    if (request.getTargetApiVersion().isEmpty()
        && dataVersion.isEmpty()
        && request.getTargetDbLocationTag().isEmpty()) {
      throw Refusal.invalid(
          "TARGET_MISSING",
          "target_api_version",
          "there is no target; expected an API version, a data version or a location");
    }
    return before.toBuilder()
        .setAvailableUpgrade(
            AvailableUpgrade.newBuilder()
                .setApiVersion(request.getTargetApiVersion())
                .setDbDataVersion(dataVersion)
                .setDbLocationTag(request.getTargetDbLocationTag())
                .setTotalShardsCount(request.getTotalShardsCount()))
        .build();
  }

  /** All shards are pending. */
  static Deployment begin(Deployment before) {
    requireStage(before, Stage.READY);
    if (!before.hasAvailableUpgrade()) {
      throw refused("NO_UPGRADE_AVAILABLE", before, "has nothing to be upgraded to");
    }
    AvailableUpgrade target = before.getAvailableUpgrade();
    return before.toBuilder()
        .setUpgradeState(
            UpgradeState.newBuilder()
                .setStage(Stage.INITIAL_SYNCING)
                .setTargetVersion(target.getApiVersion())
                .setDbDataTargetVersion(target.getDbDataVersion())
                .setDbTargetLocationTag(target.getDbLocationTag())
                .addAllPendingShards(all(target.getTotalShardsCount())))
        .build();
  }

  /** Shards become ready or pending; with the last ready one the stage is over. */
  static Deployment shards(Deployment before, NotifyShardsUpgradeReadinessRequest request) {
    UpgradeState state = before.getUpgradeState();
    if (state.getStage() == Stage.READY) {
      throw refused("NO_UPGRADE", before, "is not being upgraded");
    }
    long total = (long) state.getReadyShardsCount() + state.getPendingShardsCount();
    requireCount("total_shards_count", request.getTotalShardsCount(), total, total);
    requireCount("shards_from", request.getShardsFrom(), 0, total - 1);
    requireCount("shards_to", request.getShardsTo(), request.getShardsFrom() + 1, total);
    TreeSet<Long> ready = new TreeSet<>(state.getReadyShardsList());
    List<Long> told =
        LongStream.range(request.getShardsFrom(), request.getShardsTo()).boxed().toList();
    if (request.getReady()) {
      ready.addAll(told);
    } else {
      told.forEach(ready::remove);
    }
    if (ready.size() == total) {
      return state.getStage() == Stage.INITIAL_SYNCING ? switching(before, total) : done(before);
    }
    return with(
        before,
        state.toBuilder()
            .clearReadyShards()
            .addAllReadyShards(ready)
            .clearPendingShards()
            .addAllPendingShards(all(total).stream().filter(s -> !ready.contains(s)).toList()));
  }

  private static Deployment switching(Deployment before, long total) {
    return with(
        before,
        before.getUpgradeState().toBuilder()
            .setStage(Stage.SWITCHING)
            .clearReadyShards()
            .clearPendingShards()
            .addAllPendingShards(all(total)));
  }

  /** What the upgrade did not touch stays as it is. */
  private static Deployment done(Deployment before) {
    UpgradeState state = before.getUpgradeState();
    Deployment.Builder after = before.toBuilder().clearUpgradeState().clearAvailableUpgrade();
    if (!state.getTargetVersion().isEmpty()) {
      after.setCurrentVersion(state.getTargetVersion());
    }
    if (!state.getDbDataTargetVersion().isEmpty()) {
      after.setDbDataVersion(state.getDbDataTargetVersion());
    }
    if (!state.getDbTargetLocationTag().isEmpty()) {
      after.setDbLocationTag(state.getDbTargetLocationTag());
    }
    return after.build();
  }

  private static Deployment with(Deployment before, UpgradeState.Builder state) {
    return before.toBuilder().setUpgradeState(state).build();
  }

  private static List<Long> all(long count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static void requireStage(Deployment deployment, Stage stage) {
    Stage now = deployment.getUpgradeState().getStage();
    if (now != stage) {
      throw refused("UPGRADE_UNDER_WAY", deployment, "is in stage " + now + "; expected " + stage);
    }
  }

  static void requireCount(String field, long value, long least, long most) {
    if (value < least || value > most) {
      String expected = least == most ? String.valueOf(least) : least + " to " + most;
      throw Refusal.invalid(
          "NUMBER_OUT_OF_RANGE", field, field + " is " + value + "; expected " + expected);
    }
  }

  private static RuntimeException refused(String reason, Deployment deployment, String what) {
    String name = deployment.getName();
    return new Refusal.Precondition(reason, "Deployment '" + name + "' " + what, List.of(name))
        .exception();
  }
}
