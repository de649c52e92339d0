package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.GetDedicatedEndpointsRequest;
import dev.edgewatch.api.devices.v1.GetDedicatedEndpointsResponse;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.ResourceName;

/**
 * Where agents connect. Devices are not spread over shards of a region, so each of its devices is
 * served by the one deployment there is.
 */
record Endpoints(Region region) {

  /** The public address of the deployment in the device's region; none when it is disabled. */
  GetDedicatedEndpointsResponse of(GetDedicatedEndpointsRequest request, MethodSession session) {
    session.require(
        region.catalog().type("devices.edgelq.com/Device").parseName(request.getName()));
    ResourceName deployment =
        region
            .catalog()
            .type("meta.goten.com/Deployment")
            .parseName("services/devices.edgelq.com/deployments/" + region.id());
    GetDedicatedEndpointsResponse.Builder answer = GetDedicatedEndpointsResponse.newBuilder();
    session
        .get(deployment)
        .map(row -> row.as(Deployment.class))
        .filter(row -> !row.getIsDisabled() && !row.getPublicDomain().isEmpty())
        .ifPresent(row -> answer.addEndpoints(row.getPublicDomain()));
    return answer.build();
  }
}
