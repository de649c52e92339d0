package dev.edgewatch.conformance;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.View;
import dev.edgewatch.api.types.WatchType;
import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.OneWatch;
import dev.edgewatch.client.PageWatch;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.Watcher;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Our client library as the suite sees it. */
final class ClientLibrary implements WatchClient {
  private final EdgeClient edge;
  private final ResourceClient devices;

  ClientLibrary(int port, String token) {
    Endpoint endpoint = new Endpoint("127.0.0.1", port);
    ForwardContext caller = ForwardContext.of(_ -> token);
    edge =
        EdgeClient.connect(
            Catalog.compiled(),
            new ClientSettings(
                List.of(endpoint), ChannelSecurity.PLAINTEXT_ON_LOOPBACK, Optional.empty()),
            caller,
            Clock.systemUTC());
    devices = edge.at(endpoint).resources(TestRegion.DEVICE, caller);
  }

  @Override
  public Watch one(String name, OneObserver observer) {
    return devices.watchOne(
            name,
            FieldMask.getDefaultInstance(),
            new OneWatch.Listener() {
              private boolean present;

              @Override
              public void present(Resource resource) {
                Device device = resource.as(Device.class);
                if (present) {
                  observer.modified(device);
                } else {
                  observer.added(device);
                }
                present = true;
              }

              @Override
              public void removed() {
                present = false;
                observer.removed();
              }

              @Override
              public void ended(Refusal refusal) {
                observer.ended(code(refusal));
              }
            })
        ::close;
  }

  @Override
  public Watch page(PageQuery query, PageObserver observer) {
    WatchManyRequest request =
        new WatchManyRequest(
            WatchType.STATEFUL,
            query.parent(),
            query.pageSize(),
            query.pageToken(),
            query.orderBy(),
            "",
            Optional.empty(),
            query.filter(),
            FieldMask.newBuilder().addAllPaths(query.paths()).build(),
            View.UNSPECIFIED,
            query.maxChunkSize());
    return devices.watchPage(
            request,
            new PageWatch.Listener() {
              @Override
              public void changes(PageWatch.PageChanges changes) {
                observer.set(
                    changes.changes().stream().map(ClientLibrary::change).toList(),
                    changes.previousToken(),
                    changes.nextToken());
              }

              @Override
              public void ended(Refusal refusal) {
                observer.ended(code(refusal));
              }
            })
        ::close;
  }

  private static PageChange change(ResourceChange change) {
    return switch (change) {
      case ResourceChange.Added(var resource, var index) ->
          new PageChange.Added(device(resource), index);
      case ResourceChange.Modified(_, var resource, var previous, var index) ->
          new PageChange.Modified(device(resource), previous, index);
      case ResourceChange.Removed(var name, var index) -> new PageChange.Removed(name, index);
      case ResourceChange.Current current ->
          throw new IllegalArgumentException("a page has no " + current);
    };
  }

  @Override
  public Watch all(AllQuery query, AllObserver observer) {
    WatchManyRequest all = WatchManyRequest.all(query.parent(), query.filter());
    WatchManyRequest chunked =
        new WatchManyRequest(
            all.type(),
            all.parent(),
            0,
            "",
            "",
            "",
            Optional.empty(),
            all.filter(),
            all.fieldMask(),
            all.view(),
            query.maxChunkSize());
    return new Watcher(
                () -> devices,
                chunked,
                edge.scheduler(),
                Clock.systemUTC(),
                ThreadLocalRandom.current(),
                new Watcher.Listener() {
                  @Override
                  public void synced(Map<String, ByteString> rows) {
                    observer.reset();
                    rows.values().forEach(row -> observer.put(device(row)));
                    observer.current("");
                  }

                  @Override
                  public void changed(List<Watcher.RowChange> changes) {
                    changes.forEach(
                        change -> {
                          switch (change) {
                            case Watcher.RowChange.Put(_, var resource) ->
                                observer.put(device(resource));
                            case Watcher.RowChange.Removed(var name) -> observer.removed(name);
                          }
                        });
                    observer.current("");
                  }

                  @Override
                  public void lost(Refusal why) {
                    observer.ended(code(why));
                  }
                })
            .start()
        ::close;
  }

  private static Device device(ByteString encoded) {
    try {
      return Device.parseFrom(encoded);
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  /** The status that a refusal travels as. */
  private static String code(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotFound missing -> "NOT_FOUND";
      case Refusal.Invalid invalid -> "INVALID_ARGUMENT";
      default -> refusal.toString();
    };
  }

  @Override
  public void close() {
    edge.close();
  }
}
