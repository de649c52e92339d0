package dev.edgewatch.region;

import java.time.Duration;

/**
 * Every bound of a regional deployment but those of the watch engine ({@link
 * dev.edgewatch.watch.WatchLimits}).
 *
 * @param messageBytes largest request; resources are small
 * @param metadataBytes largest metadata of a request
 * @param callsPerConnection calls and streams open at once on one connection; a console holds
 *     hundreds of streams on one
 * @param resetsPerWindow streams a client may reset in {@code resetWindow} before it is cut off
 *     (rapid reset)
 * @param handshake time a new connection has to become a gRPC connection
 * @param permitPing how often clients may ping, also without calls; ours do so every 30 s
 * @param connectionAge after which clients are sent to a new connection, ± 10 %, so that calls
 *     spread over nodes
 * @param watchAge after which a watch ends and its client opens another one, ± 10 %, so that it is
 *     authorized again
 * @param readDeadline of a get when the client sets none
 * @param listDeadline of a list or search when the client sets none
 * @param writeDeadline of a create, update or delete when the client sets none
 * @param positionWait how long a read waits for a position its caller asks for
 * @param shutdown how long calls in flight have to finish when the region stops
 * @param heartbeat how often devices beat; three beats missed make them disconnected
 * @param batch most names in a BatchGet
 */
public record RegionLimits(
    int messageBytes,
    int metadataBytes,
    int callsPerConnection,
    int resetsPerWindow,
    Duration resetWindow,
    Duration handshake,
    Duration permitPing,
    Duration connectionAge,
    Duration watchAge,
    Duration readDeadline,
    Duration listDeadline,
    Duration writeDeadline,
    Duration positionWait,
    Duration shutdown,
    Duration heartbeat,
    int batch) {

  public static RegionLimits standard() {
    return new RegionLimits(
        1 << 20,
        8 << 10,
        10_000,
        2_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofMinutes(30),
        Duration.ofMinutes(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        1_000);
  }

  public RegionLimits withCallsPerConnection(int another) {
    return new RegionLimits(
        messageBytes,
        metadataBytes,
        another,
        resetsPerWindow,
        resetWindow,
        handshake,
        permitPing,
        connectionAge,
        watchAge,
        readDeadline,
        listDeadline,
        writeDeadline,
        positionWait,
        shutdown,
        heartbeat,
        batch);
  }

  public RegionLimits withWatchAge(Duration another) {
    return new RegionLimits(
        messageBytes,
        metadataBytes,
        callsPerConnection,
        resetsPerWindow,
        resetWindow,
        handshake,
        permitPing,
        connectionAge,
        another,
        readDeadline,
        listDeadline,
        writeDeadline,
        positionWait,
        shutdown,
        heartbeat,
        batch);
  }

  public RegionLimits withHeartbeat(Duration another) {
    return new RegionLimits(
        messageBytes,
        metadataBytes,
        callsPerConnection,
        resetsPerWindow,
        resetWindow,
        handshake,
        permitPing,
        connectionAge,
        watchAge,
        readDeadline,
        listDeadline,
        writeDeadline,
        positionWait,
        shutdown,
        another,
        batch);
  }

  public RegionLimits withShutdown(Duration another) {
    return new RegionLimits(
        messageBytes,
        metadataBytes,
        callsPerConnection,
        resetsPerWindow,
        resetWindow,
        handshake,
        permitPing,
        connectionAge,
        watchAge,
        readDeadline,
        listDeadline,
        writeDeadline,
        positionWait,
        another,
        heartbeat,
        batch);
  }
}
