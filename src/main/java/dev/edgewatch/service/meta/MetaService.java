package dev.edgewatch.service.meta;

import com.google.protobuf.Empty;
import dev.edgewatch.api.meta.v1.BeginUpgradeRequest;
import dev.edgewatch.api.meta.v1.GetOrRegisterDataUpdateTaskRequest;
import dev.edgewatch.api.meta.v1.GetOrRegisterDataUpdateTaskResponse;
import dev.edgewatch.api.meta.v1.NotifyShardsUpgradeReadinessRequest;
import dev.edgewatch.api.meta.v1.SetAvailableUpgradeRequest;
import dev.edgewatch.api.meta.v1.UpdateDataTaskUpdateRequest;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import java.util.List;

/** The custom methods of {@code meta.goten.com}. */
public final class MetaService implements CustomService {
  private static final String DEPLOYMENTS = "goten.meta.v1.DeploymentService/";

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    Deployments deployments = new Deployments(region.catalog().type("meta.goten.com/Deployment"));
    Empty empty = Empty.getDefaultInstance();
    return List.of(
        new CustomMethod.Snapshot<>(
            DEPLOYMENTS + "SetAvailableUpgrade",
            SetAvailableUpgradeRequest.getDefaultInstance(),
            empty,
            (context, request, session) -> deployments.setAvailableUpgrade(request, session)),
        new CustomMethod.Snapshot<>(
            DEPLOYMENTS + "BeginUpgrade",
            BeginUpgradeRequest.getDefaultInstance(),
            empty,
            (context, request, session) -> deployments.beginUpgrade(request, session)),
        new CustomMethod.Snapshot<>(
            DEPLOYMENTS + "NotifyShardsUpgradeReadiness",
            NotifyShardsUpgradeReadinessRequest.getDefaultInstance(),
            empty,
            (context, request, session) -> deployments.notifyReadiness(request, session)),
        new CustomMethod.Snapshot<>(
            DEPLOYMENTS + "GetOrRegisterDataUpdateTask",
            GetOrRegisterDataUpdateTaskRequest.getDefaultInstance(),
            GetOrRegisterDataUpdateTaskResponse.getDefaultInstance(),
            (context, request, session) -> deployments.task(request, session)),
        new CustomMethod.Snapshot<>(
            DEPLOYMENTS + "UpdateDataTaskUpdate",
            UpdateDataTaskUpdateRequest.getDefaultInstance(),
            empty,
            (context, request, session) -> deployments.updateTask(request, session)));
  }
}
