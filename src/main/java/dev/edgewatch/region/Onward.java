package dev.edgewatch.region;

import dev.edgewatch.routing.Headers;
import io.grpc.Metadata;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes along when a call is passed on to another region (contract section 8.5): above all the
 * caller's own token.
 */
public final class Onward {
  private static final List<Metadata.Key<String>> KEPT =
      List.of(Headers.AUTHORIZATION, Headers.REPETITION, Headers.WATCH, Headers.AT_LEAST);

  private final Metadata kept = new Metadata();
  private final List<String> executing = new ArrayList<>();

  private Onward() {}

  /**
   * @param caller where the call comes from, as far as this region believes it
   */
  static Onward of(Metadata headers, Optional<InetAddress> caller) {
    Onward onward = new Onward();
    caller.ifPresent(address -> onward.kept.put(Headers.ORIGINAL_IP, address.getHostAddress()));
    for (Metadata.Key<String> key : KEPT) {
      String value = headers.get(key);
      if (value != null) {
        onward.kept.put(key, value);
      }
    }
    Iterable<String> regions = headers.getAll(Headers.EXECUTING_REGIONS);
    if (regions != null) {
      regions.forEach(onward.executing::add);
    }
    return onward;
  }

  Onward withoutPosition() {
    Onward onward = new Onward();
    onward.kept.merge(kept);
    onward.kept.removeAll(Headers.AT_LEAST);
    onward.executing.addAll(executing);
    return onward;
  }

  /** Whether a region has had this call already. */
  boolean passed(String region) {
    return executing.contains(region);
  }

  /** The headers with which {@code region} passes the call on. */
  Metadata from(String region, String requestId) {
    Metadata headers = new Metadata();
    headers.merge(kept);
    headers.put(Headers.REQUEST_ID, requestId);
    headers.put(Headers.ROUTING_REGION, region);
    executing.forEach(each -> headers.put(Headers.EXECUTING_REGIONS, each));
    headers.put(Headers.EXECUTING_REGIONS, region);
    return headers;
  }
}
