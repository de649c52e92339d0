package dev.edgewatch.console.bff.access;

import com.google.protobuf.Message;
import dev.edgewatch.api.access.v1.ListGrantorsRequest;
import dev.edgewatch.api.access.v1.ListGrantorsResponse;
import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.ForwardContext;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The access service of the regions, asked with a person's token. */
final class RoutedAccess implements AccessRegions {
  private static final String IAM = "iam.edgelq.com";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final MethodDescriptor<WatchMyAccessRequest, WatchMyAccessResponse> WATCH =
      CustomCalls.method(
          "edgewatch.access.v1.AccessService/WatchMyAccess",
          MethodType.SERVER_STREAMING,
          WatchMyAccessRequest.getDefaultInstance(),
          WatchMyAccessResponse.getDefaultInstance());
  private static final MethodDescriptor<ListGrantorsRequest, ListGrantorsResponse> GRANTORS =
      CustomCalls.method(
          "edgewatch.access.v1.AccessService/ListGrantors",
          MethodType.UNARY,
          ListGrantorsRequest.getDefaultInstance(),
          ListGrantorsResponse.getDefaultInstance());

  private final EdgeClient client;
  private final ForwardContext person;

  RoutedAccess(EdgeClient client, ForwardContext person) {
    this.client = client;
    this.person = person;
  }

  @Override
  public List<String> serving(String scope) {
    List<String> deployed = client.serving(IAM);
    MultiRegionPolicy policy = policy(scope);
    Set<String> regions = new LinkedHashSet<>();
    Stream.concat(
            Stream.of(policy.getDefaultControlRegion()), policy.getEnabledRegionsList().stream())
        .map(region -> region.substring(region.lastIndexOf('/') + 1))
        .filter(deployed::contains)
        .forEach(regions::add);
    return regions.isEmpty() ? deployed : List.copyOf(regions);
  }

  /** Of who may not see it, or where there is none, no policy is known: then all regions serve. */
  private MultiRegionPolicy policy(String scope) {
    try {
      if (scope.startsWith("projects/")) {
        return read("iam.edgelq.com/Project", scope) instanceof Project project
            ? project.getMultiRegionPolicy()
            : MultiRegionPolicy.getDefaultInstance();
      }
      if (scope.startsWith("organizations/")) {
        return read("iam.edgelq.com/Organization", scope) instanceof Organization organization
            ? organization.getMultiRegionPolicy()
            : MultiRegionPolicy.getDefaultInstance();
      }
    } catch (RefusalException notSeen) {
      return MultiRegionPolicy.getDefaultInstance();
    }
    return MultiRegionPolicy.getDefaultInstance();
  }

  private Message read(String type, String name) {
    return client.resources(client.catalog().type(type), person).get(name).message();
  }

  @Override
  public AutoCloseable watch(
      String region,
      WatchMyAccessRequest request,
      CustomCalls.Listener<WatchMyAccessResponse> listener) {
    return client.region(region).custom(IAM, person).follow(WATCH, request, listener);
  }

  @Override
  public ListGrantorsResponse grantors(String region, ListGrantorsRequest request) {
    return client.region(region).custom(IAM, person).ask(GRANTORS, request, PATIENCE);
  }
}
