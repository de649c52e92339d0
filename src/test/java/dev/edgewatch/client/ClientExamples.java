package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.View;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The examples of docs/client.md, which {@link ClientDocTest} compares with that page. */
final class ClientExamples {
  private static final FieldMask WHOLE = FieldMask.getDefaultInstance();
  private final Clock clock = Clock.systemUTC();

  void connect() {
    ForwardContext robot =
        ForwardContext.of(ServiceAccountTokens.of(Path.of("robot-key.json"), clock));
    ClientSettings settings =
        new ClientSettings(
            List.of(Endpoint.parse("us-west2.devices.example.com:443")),
            ChannelSecurity.TLS,
            Optional.of("us-west2"));
    EdgeClient edge = EdgeClient.connect(Catalog.compiled(), settings, robot, clock);
    edge.ready().join();
    edge.close();
  }

  List<ForwardContext> callers(String apiKey, ClientCredentials credentials) {
    ForwardContext byKey = ForwardContext.of(_ -> apiKey);
    ForwardContext byProvider = ForwardContext.of(new ClientTokens(credentials, clock));
    ForwardContext nobody = ForwardContext.anonymous();
    return List.of(byKey, byProvider, nobody);
  }

  void read(EdgeClient edge, ForwardContext caller, String parent) {
    ResourceType type = edge.catalog().type("devices.edgelq.com/Device");
    ResourceClient devices = edge.region("us-west2").resources(type, caller);

    Device pump = devices.get(parent + "/devices/pump").as(Device.class);
    Optional<Resource> perhaps = devices.find(parent + "/devices/valve");
    int connected = devices.count(parent, "status.connection_status = \"CONNECTED\"");

    ListRequest byName =
        new ListRequest(parent, 100, "", "display_name", "", WHOLE, View.FULL, false);
    devices.pages(byName).flatMap(page -> page.resources().stream()).forEach(this::use);
    devices.search(new SearchRequest(parent, 20, "", "", "", WHOLE, View.FULL, "cold pump"));
    use(pump, perhaps, connected);
  }

  void write(ResourceClient devices, Device read, Device edited) {
    FieldMask what = FieldMask.newBuilder().addPaths("display_name").build();
    switch (devices.update(read, edited, what)) {
      case WriteResult.Done done -> use(done.position());
      case WriteResult.Refused refused -> use(refused.refusal().message());
      case WriteResult.Unknown unknown -> use(unknown.message());
    }
  }

  PageWatch page(ResourceClient devices, String parent, PageWatch.Listener screen) {
    return devices.watchPage(
        WatchManyRequest.page(parent, "", "display_name", "", 50, WHOLE), screen);
  }

  QueriesWatcher follow(EdgeClient edge, ResourceClient devices, String parent) {
    QueriesWatcher watcher =
        new QueriesWatcher(
            (query, listener) ->
                new Watcher(
                    () -> devices,
                    query,
                    edge.scheduler(),
                    clock,
                    ThreadLocalRandom.current(),
                    listener),
            new Inventory());
    watcher.replace(
        List.of(
            WatchManyRequest.all(parent, "metadata.labels.site = \"north\""),
            WatchManyRequest.all(parent, "status.connection_status = \"DISCONNECTED\"")));
    return watcher;
  }

  private static final class Inventory implements QueriesWatcher.Listener {
    @Override
    public void resynced(long version, Map<String, ByteString> rows) {}

    @Override
    public void changed(long version, List<Watcher.RowChange> changes) {}

    @Override
    public void lost(long version, Refusal why) {}
  }

  private void use(Object... values) {}
}
