package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests with something wrong in one field beside names, pages, masks and bodies. */
final class HostileRequests {
  private HostileRequests() {}

  /** By what is wrong with them; in the usual numbers. */
  static Map<String, ByteString> of(Subject subject, StandardMethod method) {
    return switch (method) {
      case GET -> Map.of("view", number(subject, method, 4));
      case BATCH_GET -> Map.of("view", number(subject, method, 4));
      case WATCH_ONE -> Map.of("view", number(subject, method, 4));
      case LIST, SEARCH ->
          Map.of(
              "view", number(subject, method, 7),
              "order", subject.page(method, 1, "", "", "no_such_field").encode(),
              "long order", subject.page(method, 1, "", "", "name,".repeat(500)).encode(),
              "filter", subject.page(method, 1, "", "no_such_field = 1", "").encode(),
              "long filter", subject.page(method, 1, "", " ".repeat(5_000), "").encode());
      case WATCH_MANY -> watches(subject);
      case CREATE, UPDATE -> Map.of("nothing", ByteString.EMPTY);
      case DELETE -> Map.of("nothing", ByteString.EMPTY);
    };
  }

  private static Map<String, ByteString> watches(Subject subject) {
    FieldMask none = FieldMask.getDefaultInstance();
    ByteString page = WatchManyRequest.page(subject.parent(), "", "", "", 1, none).encode();
    ByteString all = WatchManyRequest.all(subject.parent(), "").encode();
    Map<String, ByteString> wrong = new LinkedHashMap<>();
    wrong.put("view", page.concat(field(8, 99)));
    wrong.put("type", page.concat(field(9, 7)));
    wrong.put("chunk", page.concat(field(11, -1)));
    wrong.put("large chunk", all.concat(field(11, 101)));
    wrong.put("size of all", all.concat(field(2, 10)));
    wrong.put("token of all", all.concat(field(3, ByteString.copyFromUtf8("r.e.O.1"))));
    wrong.put("order of all", all.concat(field(4, ByteString.copyFromUtf8("name"))));
    wrong.put("resumed page", page.concat(field(10, ByteString.copyFromUtf8("x"))));
    wrong.put("page from a time", page.concat(field(12, time(1, 0))));
    wrong.put("the year 10000", all.concat(field(12, time(253_402_300_800L, 0))));
    wrong.put("before the year 1", all.concat(field(12, time(Long.MIN_VALUE, 0))));
    wrong.put("the greatest time", all.concat(field(12, time(Long.MAX_VALUE, 999_999_999))));
    wrong.put("a negative part of a second", all.concat(field(12, time(1, -1))));
    wrong.put("no time", all.concat(field(12, ByteString.copyFrom(new byte[] {8}))));
    return wrong;
  }

  private static ByteString time(long seconds, int nanos) {
    return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build().toByteString();
  }

  private static ByteString number(Subject subject, StandardMethod method, int number) {
    return subject.about(method, subject.name()).encode().concat(field(number, 99));
  }

  private static ByteString field(int number, int value) {
    return WireBytes.of(out -> out.writeInt32(number, value));
  }

  private static ByteString field(int number, ByteString value) {
    return WireBytes.of(out -> out.writeBytes(number, value));
  }
}
