package dev.edgewatch.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.api.types.View;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.routing.Route;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The resources of one type wherever they are: each call goes to the region that the router names.
 * Blocks and refuses as {@link ResourceClient} does. Thread-safe.
 */
public final class RoutedResources {
  private final EdgeClient client;
  private final ResourceType type;
  private final ForwardContext context;

  RoutedResources(EdgeClient client, ResourceType type, ForwardContext context) {
    this.client = client;
    this.type = type;
    this.context = context;
  }

  /** The whole resource. */
  public Resource get(String name) {
    return read(client.router().read(type, type.parseName(name)), region -> region.get(name));
  }

  /** A page; of a list over several regions as any of them merges it. */
  public ResourcePage list(ListRequest request) {
    Route route =
        client
            .router()
            .collection(
                type, type.parseParent(request.parent()), Filter.parse(type, request.filter()));
    return read(route, region -> region.list(request));
  }

  /** Creates below a parent, in the region the parent or the policy above it says. */
  public WriteResult create(String parent, Message resource) {
    return write(
        client.router().create(type, type.parseParent(parent)),
        region -> region.create(parent, resource));
  }

  /** Updates in the region that owns the resource. */
  public WriteResult update(Message resource, FieldMask paths) {
    return write(
        owner(type.nameOf(resource)),
        region -> region.update(UpdateRequest.of(resource.toByteString(), paths)));
  }

  /** Deletes in the region that owns the resource. */
  public WriteResult delete(String name) {
    return write(owner(name), region -> region.delete(name));
  }

  /** The region that would carry out a write; asks for the row when its name does not tell. */
  public ResourceClient owning(String name) {
    return in(region(owner(name)));
  }

  private Route owner(String name) {
    return client.router().write(type, type.parseName(name));
  }

  private WriteResult write(Route route, Function<ResourceClient, WriteResult> call) {
    String region;
    try {
      region = region(route);
    } catch (RefusalException nowhere) {
      return new WriteResult.Refused("", nowhere.refusal());
    }
    return call.apply(in(region));
  }

  private <T> T read(Route route, Function<ResourceClient, T> call) {
    return switch (route) {
      case Route.Any(var regions) ->
          firstThatAnswers(regions, call, Refusal.Unavailable.class::isInstance);
      case Route.Split(var regions) ->
          firstThatAnswers(regions, call, Refusal.Unavailable.class::isInstance);
      case Route.To to -> call.apply(in(to.region()));
      case Route.OwnerOf ownerOf -> call.apply(in(region(ownerOf)));
      case Route.ControlRegionOf control -> call.apply(in(region(control)));
    };
  }

  /** Not every region has a copy of every row: one that knows no row does not answer for others. */
  private <T> T readOwner(Route.Any readers, Function<ResourceClient, T> call) {
    return firstThatAnswers(
        readers.regions(),
        call,
        refusal -> refusal instanceof Refusal.Unavailable || refusal instanceof Refusal.NotFound);
  }

  /**
   * Asks one after the other.
   *
   * @param passing refusals after which the next one is asked
   */
  private <T> T firstThatAnswers(
      Iterable<String> regions, Function<ResourceClient, T> call, Predicate<Refusal> passing) {
    RefusalException last = null;
    for (String region : regions) {
      try {
        return call.apply(in(region));
      } catch (RefusalException refused) {
        if (!passing.test(refused.refusal())) {
          throw refused;
        }
        last = refused;
      }
    }
    throw last != null ? last : new IllegalStateException("a route names no region");
  }

  private String region(Route route) {
    return switch (route) {
      case Route.To to -> to.region();
      case Route.Any any -> any.regions().getFirst();
      case Route.OwnerOf(var name, var readers) ->
          readOwner(readers, region -> owningRegion(region, name));
      case Route.ControlRegionOf(var holder, var readers) -> controlRegion(holder, readers);
      case Route.Split split ->
          throw Refusal.invalid(
              "REGION_MISSING",
              "name",
              "a write goes to one region; the name could be in " + split.regions());
    };
  }

  /** A row that says nothing of its owner was written where it was read. */
  private static String owningRegion(ResourceClient region, String name) {
    Message row =
        region
            .get(new GetRequest(name, mask("name", "metadata.syncing"), View.UNSPECIFIED))
            .message();
    String owner =
        FieldPath.parse(row.getDescriptorForType(), "metadata.syncing.owning_region")
            .value(row)
            .map(Object::toString)
            .orElse("");
    return owner.isEmpty() ? region.region() : owner;
  }

  private String controlRegion(String holder, Route.Any readers) {
    ResourceType holderType =
        client
            .catalog()
            .type(
                "iam.edgelq.com/" + (holder.startsWith("projects/") ? "Project" : "Organization"));
    return read(
        readers,
        region -> {
          Message row =
              client.region(region.region()).resources(holderType, context).get(holder).message();
          FieldDescriptor policy =
              row.getDescriptorForType().findFieldByName("multi_region_policy");
          String control = ((MultiRegionPolicy) row.getField(policy)).getDefaultControlRegion();
          return control.isEmpty()
              ? region.region()
              : control.substring(control.lastIndexOf('/') + 1);
        });
  }

  private ResourceClient in(String region) {
    return client.region(region).resources(type, context);
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }
}
