package dev.edgewatch.service.meta;

import com.google.protobuf.Empty;
import dev.edgewatch.api.meta.v1.BeginUpgradeRequest;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.GetOrRegisterDataUpdateTaskRequest;
import dev.edgewatch.api.meta.v1.GetOrRegisterDataUpdateTaskResponse;
import dev.edgewatch.api.meta.v1.NotifyShardsUpgradeReadinessRequest;
import dev.edgewatch.api.meta.v1.SetAvailableUpgradeRequest;
import dev.edgewatch.api.meta.v1.UpdateDataTaskUpdateRequest;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.function.UnaryOperator;

/** The methods about the upgrade of a deployment, each an edit of its row. */
record Deployments(ResourceType type) {

  Empty setAvailableUpgrade(SetAvailableUpgradeRequest request, MethodSession session) {
    return edit(request.getName(), session, before -> Upgrade.offer(before, request));
  }

  Empty beginUpgrade(BeginUpgradeRequest request, MethodSession session) {
    return edit(request.getName(), session, Upgrade::begin);
  }

  Empty notifyReadiness(NotifyShardsUpgradeReadinessRequest request, MethodSession session) {
    return edit(request.getName(), session, before -> Upgrade.shards(before, request));
  }

  GetOrRegisterDataUpdateTaskResponse task(
      GetOrRegisterDataUpdateTaskRequest request, MethodSession session) {
    Resource row = session.require(type.parseName(request.getName()));
    Deployment after = DataTasks.registered(row.as(Deployment.class), request);
    session.replace(row, after);
    return GetOrRegisterDataUpdateTaskResponse.newBuilder()
        .setStatus(DataTasks.find(after, request.getTag(), request.getDbDataTargetVersion()))
        .build();
  }

  Empty updateTask(UpdateDataTaskUpdateRequest request, MethodSession session) {
    return edit(request.getName(), session, before -> DataTasks.reported(before, request));
  }

  private Empty edit(String name, MethodSession session, UnaryOperator<Deployment> edit) {
    Resource row = session.require(type.parseName(name));
    session.replace(row, edit.apply(row.as(Deployment.class)));
    return Empty.getDefaultInstance();
  }
}
