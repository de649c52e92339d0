package dev.edgewatch.region;

import dev.edgewatch.api.region.v1.ReferRequest;
import dev.edgewatch.api.region.v1.ReferResponse;
import dev.edgewatch.api.region.v1.ReleaseRequest;
import dev.edgewatch.api.region.v1.ReleaseResponse;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.ForwardContext;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a region asks the others about references and deletions, with credentials of its own.
 * Blocks; refuses with UNAVAILABLE when one does not answer. Thread-safe.
 */
final class Siblings {
  static final String SERVICE = "edgewatch.region.v1.ReferenceService";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final MethodDescriptor<ReferRequest, ReferResponse> REFER =
      CustomCalls.method(
          SERVICE + "/Refer",
          MethodDescriptor.MethodType.UNARY,
          ReferRequest.getDefaultInstance(),
          ReferResponse.getDefaultInstance());
  private static final MethodDescriptor<ReleaseRequest, ReleaseResponse> RELEASE =
      CustomCalls.method(
          SERVICE + "/Release",
          MethodDescriptor.MethodType.UNARY,
          ReleaseRequest.getDefaultInstance(),
          ReleaseResponse.getDefaultInstance());

  private final String region;
  private final EdgeClient client;
  private final ForwardContext own;

  /**
   * @param own who the region is to its siblings
   */
  Siblings(String region, EdgeClient client, ForwardContext own) {
    this.region = region;
    this.client = client;
    this.own = own;
  }

  /**
   * Ids of the other regions in which any of these services is deployed; refuses with UNAVAILABLE
   * as long as it is not known which regions there are.
   */
  Set<String> serving(Set<String> services) {
    Set<String> regions = new TreeSet<>();
    services.forEach(service -> regions.addAll(client.serving(service)));
    regions.remove(region);
    return regions;
  }

  /** A resource as its owner has it; empty when there is none. */
  Optional<Resource> find(String owner, ResourceType type, String name) {
    return client.region(owner).resources(type, own).find(name);
  }

  /**
   * @param service of a target, to find the other region's endpoint by
   */
  void refer(String owner, String service, ReferRequest request) {
    client.region(owner).custom(service, own).ask(REFER, request, PATIENCE);
  }

  /**
   * @param service of the target or of what depends on it
   */
  ReleaseResponse release(String other, String service, ReleaseRequest request) {
    return client
        .region(other)
        .custom(service, own.withRequestId(request.getRequestId()))
        .ask(RELEASE, request, PATIENCE);
  }
}
