package dev.edgewatch.flows;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.demo.Demo;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.routing.ChannelSecurity;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Whoever runs the demo, at the API, for what a flow needs beforehand. */
final class Operator implements AutoCloseable {
  private final Catalog catalog = Catalog.compiled();
  private final Demo demo;
  private final EdgeClient client;

  Operator(Demo demo) {
    this.demo = demo;
    client =
        EdgeClient.connect(
            catalog,
            new ClientSettings(
                List.of(demo.endpoints().getFirst()),
                ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
                Optional.empty()),
            demo.operator(),
            Clock.systemUTC());
    client.ready().join();
  }

  /** Creates a resource and answers its name. */
  String create(String type, String parent, Message resource) {
    return switch (client.resources(catalog.type(type), demo.operator()).create(parent, resource)) {
      case WriteResult.Done done ->
          done.resource().map(made -> catalog.type(type).nameOf(made.message())).orElseThrow();
      case WriteResult.Refused refused -> throw refused.refusal().exception();
      case WriteResult.Unknown unknown -> throw new IllegalStateException(unknown.message());
    };
  }

  /** Deletes a resource; which region owns it may take a moment to be known everywhere. */
  void delete(String type, String name) {
    await()
        .until(
            () ->
                client.resources(catalog.type(type), demo.operator()).delete(name)
                    instanceof WriteResult.Done);
  }

  @Override
  public void close() {
    client.close();
  }
}
