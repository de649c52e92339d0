package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Devices of some parents as somebody looks at them: a stream for each, whose rows go with it, and
 * which is opened again when he is told that he holds something else. Nothing goes on by itself,
 * but each time that it is looked at.
 */
final class WatchedGrid implements AutoCloseable {
  private static final MethodDescriptor<ByteString, ByteString> MY_ACCESS =
      WireMethods.of(
          "edgewatch.access.v1.AccessService",
          "WatchMyAccess",
          MethodDescriptor.MethodType.SERVER_STREAMING);

  private final Caller caller;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final List<StreamRecording> ended = new ArrayList<>();

  private final class Part {
    private final String parent;
    private final StreamRecording access;
    private StreamRecording rows;
    private int toldOfAccess;
    private int reopened;

    Part(String parent) {
      this.parent = parent;
      String scope = parent.substring(0, parent.indexOf("/regions/"));
      access =
          new StreamRecording(
              caller,
              MY_ACCESS,
              WatchMyAccessRequest.newBuilder().setScope(scope).build().toByteString());
      rows = open();
    }

    private StreamRecording open() {
      return new StreamRecording(
          caller,
          DEVICE,
          StandardMethod.WATCH_MANY,
          WatchManyRequest.page(parent, "", "", "", 10, FieldMask.getDefaultInstance()));
    }

    /** Whose stream has ended sees no rows any more, and asks again when something is new. */
    private Set<String> look() {
      int told = access.said();
      if (rows.hasEnded()) {
        if (told == toldOfAccess) {
          return Set.of();
        }
        ended.add(rows);
        rows = open();
        reopened++;
      }
      toldOfAccess = told;
      Set<String> names = new TreeSet<>();
      for (WatchManyResponse message : rows.all()) {
        message.changes().changes().forEach(change -> apply(change, names));
      }
      return rows.hasEnded() ? Set.of() : names;
    }
  }

  WatchedGrid(Caller caller, String... parents) {
    this.caller = caller;
    for (String parent : parents) {
      parts.put(parent, new Part(parent));
    }
  }

  private static void apply(ResourceChange change, Set<String> names) {
    switch (change) {
      case ResourceChange.Added(var resource, var index) -> names.add(DEVICE.nameOf(resource));
      case ResourceChange.Current(var resource) -> names.add(DEVICE.nameOf(resource));
      case ResourceChange.Modified(var name, var resource, var from, var to) -> names.add(name);
      case ResourceChange.Removed(var name, var index) -> names.remove(name);
    }
  }

  Set<String> rows() {
    Set<String> names = new TreeSet<>();
    parts.values().forEach(part -> names.addAll(part.look()));
    return names;
  }

  /** How often the stream of a parent was opened again. */
  int reopened(String parent) {
    return Objects.requireNonNull(parts.get(parent)).reopened;
  }

  /** Whether a text stood in any message of any stream so far. */
  boolean hasSaid(String text) {
    return ended.stream().anyMatch(stream -> stream.hasSaid(text))
        || parts.values().stream().anyMatch(part -> part.rows.hasSaid(text));
  }

  @Override
  public void close() {
    parts.values().forEach(part -> part.rows.close());
    parts.values().forEach(part -> part.access.close());
    ended.forEach(StreamRecording::close);
  }
}
