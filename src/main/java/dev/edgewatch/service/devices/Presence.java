package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.store.WriteContext;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which devices are there, by their open conversations. A device that ends its conversation or
 * misses three beats is written down as disconnected; so are, three beats after the region started,
 * devices that were connected before and did not come back. Knows the conversations of this node
 * only, so a region has one node for now.
 */
final class Presence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
  private static final String CONNECTED = "status.connection_status = \"CONNECTED\"";
  private static final int MISSED = 3;
  private static final int PAGE = 1_000;

  /** Writes at a time, so that a power cut on thousands of devices leaves room for other writes. */
  private static final int AT_ONCE = 32;

  private final Region region;
  private final ConnectionStatuses statuses;
  private final ResourceType type;
  private final Map<String, HeartbeatConversation> present = new ConcurrentHashMap<>();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Runnable stopSweep;
  private final Runnable stopFirstSweep;
  private volatile boolean stopping;

  Presence(Region region, ConnectionStatuses statuses) {
    this.region = region;
    this.statuses = statuses;
    this.type = region.catalog().type("devices.edgelq.com/Device");
    this.stopSweep =
        region.timer().every(region.limits().heartbeat().dividedBy(2), this::endSilent);
    this.stopFirstSweep =
        region.timer().after(patience(), () -> writers.execute(this::disconnectAbsent));
  }

  Duration patience() {
    return region.limits().heartbeat().multipliedBy(MISSED);
  }

  ResourceType type() {
    return type;
  }

  /** A device has come; an older conversation of the same device is over. */
  void connected(ResourceName device, HeartbeatConversation conversation, WriteContext context) {
    HeartbeatConversation before = present.put(device.text(), conversation);
    if (before != null && before != conversation) {
      before.replaced();
    }
    statuses.write(context, device, () -> ConnectionStatus.CONNECTED);
  }

  /** A conversation is over. The device is gone unless it has begun another one. */
  void gone(ResourceName device, HeartbeatConversation conversation) {
    if (present.remove(device.text(), conversation)) {
      writers.execute(() -> disconnect(device));
    }
  }

  private void endSilent() {
    present.values().forEach(conversation -> conversation.endIfSilent(patience()));
  }

  private void disconnectAbsent() {
    Query connected =
        new Query(
            type,
            type.parseParent("projects/-/regions/" + region.id()),
            Filter.parse(type, CONNECTED),
            OrderBy.parse(type, ""));
    String token = "";
    do {
      Page page = region.watches().list(connected, token, PAGE);
      page.resources().stream()
          .map(Resource::name)
          .filter(name -> !present.containsKey(name))
          .forEach(name -> disconnect(type.parseName(name)));
      token = page.nextToken();
    } while (!token.isEmpty() && !stopping);
  }

  private void disconnect(ResourceName device) {
    room.acquireUninterruptibly();
    try {
      if (!stopping && !present.containsKey(device.text())) {
        WriteContext context =
            new WriteContext("service:devices.edgelq.com", UUID.randomUUID().toString());
        statuses.write(context, device, () -> present(device));
      }
    } catch (RefusalException refused) {
      if (!(refused.refusal() instanceof Refusal.NotFound)) {
        LOG.warn(
            "{} cannot be written down as disconnected: {}", device, refused.refusal().message());
      }
    } finally {
      room.release();
    }
  }

  /**
   * Asked while the write is made, so that a device that comes back at this moment is not written
   * down as gone.
   */
  private ConnectionStatus present(ResourceName device) {
    return present.containsKey(device.text())
        ? ConnectionStatus.CONNECTED
        : ConnectionStatus.DISCONNECTED;
  }

  /** A region that stops says nothing about its devices: they go on and come back. */
  @Override
  public void close() {
    stopping = true;
    stopSweep.run();
    stopFirstSweep.run();
    writers.close();
  }
}
