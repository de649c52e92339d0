package dev.edgewatch.routing;

import dev.edgewatch.resource.Refusal;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The open channels, one for each endpoint; the only place that opens any, and only to endpoints
 * the registry lists. A channel to an endpoint that is not listed any more is closed, calls in
 * flight included. Thread-safe.
 */
public final class Channels implements AutoCloseable {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Answers may be larger than requests: a page of 1,000 whole resources does not fit into the 1
   * MiB of a request.
   */
  private static final int MAX_ANSWER_BYTES = 4 << 20;

  private static final int MAX_METADATA_BYTES = 8 << 10;

  private final EnvRegistry registry;
  private final ChannelSecurity security;
  private final RetryPolicy retries;
  private final Map<Endpoint, ManagedChannel> open = new ConcurrentHashMap<>();

  /** Never ends: channels that are closed still tell each of their calls so, some time later. */
  private final Executor callbacks = Thread::startVirtualThread;

  private final ScheduledExecutorService reconnects =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("channel-reconnects").factory());
  private final EnvRegistry.Subscription registration;

  public Channels(EnvRegistry registry, ChannelSecurity security, RetryPolicy retries) {
    this.registry = registry;
    this.security = security;
    this.retries = retries;
    this.registration = registry.listen(event -> closeUnlisted());
  }

  /**
   * The channel to an endpoint, opened on first use. Refuses endpoints that are not in the
   * registry.
   */
  public ManagedChannel to(Endpoint endpoint) {
    if (!registry.allows(endpoint)) {
      throw new Refusal.Unavailable(
              "ENDPOINT_NOT_LISTED",
              "endpoint is " + endpoint + "; expected one of an enabled deployment",
              Duration.ofSeconds(10))
          .exception();
    }
    return open.computeIfAbsent(endpoint, this::connect);
  }

  /**
   * The channel to the deployment of a service in a region; refuses when there is none that is
   * enabled.
   */
  public ManagedChannel to(String service, String region) {
    return to(
        registry
            .endpoint(service, region)
            .orElseThrow(() -> EnvRegistry.unknownRegion(service, region)));
  }

  /**
   * Whether the last attempt to connect there did not fail. An endpoint that was never tried is
   * given the chance.
   */
  public boolean reachable(Endpoint endpoint) {
    ManagedChannel channel = open.get(endpoint);
    return channel == null || channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE;
  }

  private ManagedChannel connect(Endpoint endpoint) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
            .executor(callbacks)
            .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
            .keepAliveWithoutCalls(true)
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .defaultServiceConfig(retries.serviceConfig())
            .enableRetry()
            .userAgent("edgewatch");
    if (security.plaintext(endpoint)) {
      builder.usePlaintext();
    }
    ManagedChannel channel = builder.build();
    reconnectSoon(channel);
    return channel;
  }

  /**
   * gRPC waits up to two minutes before it tries a dead endpoint again. A region that is back
   * should be seen within seconds, so the wait is cut short at random moments: half a second to
   * three seconds apart, so that clients do not come all at once.
   */
  private void reconnectSoon(ManagedChannel channel) {
    if (reconnects.isShutdown() || channel.isShutdown()) {
      return;
    }
    var _ =
        reconnects.schedule(
            () -> {
              if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
                channel.resetConnectBackoff();
              }
              reconnectSoon(channel);
            },
            ThreadLocalRandom.current().nextLong(500, 3000),
            TimeUnit.MILLISECONDS);
  }

  private void closeUnlisted() {
    open.keySet().stream()
        .filter(endpoint -> !registry.allows(endpoint))
        .toList()
        .forEach(
            endpoint -> {
              ManagedChannel removed = open.remove(endpoint);
              if (removed != null) {
                removed.shutdownNow();
              }
            });
  }

  @Override
  public void close() {
    registration.close();
    reconnects.shutdownNow();
    open.values().forEach(ManagedChannel::shutdownNow);
    open.clear();
  }
}
