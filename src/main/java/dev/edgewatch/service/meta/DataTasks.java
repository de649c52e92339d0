package dev.edgewatch.service.meta;

import com.google.protobuf.Struct;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Deployment.DbUpdateTaskStatus;
import dev.edgewatch.api.meta.v1.GetOrRegisterDataUpdateTaskRequest;
import dev.edgewatch.api.meta.v1.UpdateDataTaskUpdateRequest;
import dev.edgewatch.resource.Refusal;
import java.util.Collections;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Tasks that change the data of a deployment, one for each tag and target version (contract section
 * 7). Each is worked off by shards, which report their progress here, so that another node can go
 * on with it.
 */
final class DataTasks {
  private static final int MOST_SHARDS = 10_000;

  private DataTasks() {}

  /** The deployment with this task, which is new when it was not known. */
  static Deployment registered(Deployment before, GetOrRegisterDataUpdateTaskRequest request) {
    if (request.getTag().isEmpty()) {
      throw Refusal.invalid("TAG_MISSING", "tag", "tag is empty; expected what the task is called");
    }
    if (index(before, request.getTag(), request.getDbDataTargetVersion()) >= 0) {
      return before;
    }
    Upgrade.requireCount("shards_count", request.getShardsCount(), 1, MOST_SHARDS);
    int shards = (int) request.getShardsCount();
    return before.toBuilder()
        .addDataUpdateStatuses(
            DbUpdateTaskStatus.newBuilder()
                .setTaskTag(request.getTag())
                .setTargetVersion(request.getDbDataTargetVersion())
                .setShardsCount(shards)
                .addAllProgressBar(Collections.nCopies(shards, Struct.getDefaultInstance())))
        .build();
  }

  /** The deployment with what a shard reports about a task. */
  static Deployment reported(Deployment before, UpdateDataTaskUpdateRequest request) {
    DbUpdateTaskStatus task = find(before, request.getTag(), request.getDbDataTargetVersion());
    Upgrade.requireCount("shard", request.getShard(), 0, task.getShardsCount() - 1);
    DbUpdateTaskStatus.Builder after = task.toBuilder();
    if (request.hasProgressStatus()) {
      after.setProgressBar((int) request.getShard(), request.getProgressStatus());
    }
    if (request.getDone()) {
      TreeSet<Long> ready = new TreeSet<>(task.getReadyShardsList());
      ready.add(request.getShard());
      after.clearReadyShards().addAllReadyShards(ready);
    }
    return before.toBuilder()
        .setDataUpdateStatuses(
            index(before, request.getTag(), request.getDbDataTargetVersion()), after)
        .build();
  }

  /** Refuses with NOT_FOUND when the deployment has no such task. */
  static DbUpdateTaskStatus find(Deployment deployment, String tag, String version) {
    int index = index(deployment, tag, version);
    if (index < 0) {
      throw new Refusal.NotFound(
              "Deployment '"
                  + deployment.getName()
                  + "' has no task '"
                  + tag
                  + "' to version '"
                  + version
                  + "'",
              deployment.getName())
          .exception();
    }
    return deployment.getDataUpdateStatuses(index);
  }

  private static int index(Deployment deployment, String tag, String version) {
    return IntStream.range(0, deployment.getDataUpdateStatusesCount())
        .filter(i -> deployment.getDataUpdateStatuses(i).getTaskTag().equals(tag))
        .filter(i -> deployment.getDataUpdateStatuses(i).getTargetVersion().equals(version))
        .findFirst()
        .orElse(-1);
  }
}
