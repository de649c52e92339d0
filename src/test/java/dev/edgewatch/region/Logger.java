package dev.edgewatch.region;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.logging.v1.CreateLogsRequest;
import dev.edgewatch.api.logging.v1.CreateLogsResponse;
import dev.edgewatch.api.logging.v1.LabelDescriptor;
import dev.edgewatch.api.logging.v1.ListLogsRequest;
import dev.edgewatch.api.logging.v1.ListLogsResponse;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.api.logging.v1.LogDescriptor;
import dev.edgewatch.api.logging.v1.TimeInterval;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Somebody who logs, and reads what was logged. */
record Logger(Caller caller) {
  static final ResourceType DESCRIPTOR = Caller.type("logging.edgelq.com/LogDescriptor");
  static final ResourceType BUCKET = Caller.type("logging.edgelq.com/Bucket");
  static final String SYSLOG = TestRegion.COLD_CHAIN + "/logDescriptors/pumps/syslog";
  static final TimeInterval EVER =
      TimeInterval.newBuilder().setStartTime(Timestamp.newBuilder().setSeconds(1)).build();

  /** Entries have a unit and a level. */
  static LogDescriptor syslog() {
    return LogDescriptor.newBuilder()
        .setName(SYSLOG)
        .addLabels(LabelDescriptor.newBuilder().setKey("unit"))
        .addLabels(LabelDescriptor.newBuilder().setKey("level"))
        .build();
  }

  static Log line(String unit, String text) {
    return Log.newBuilder()
        .setService("pumps.example")
        .setVersion("v1")
        .setLogDescriptor(SYSLOG)
        .putLabels("unit", unit)
        .setStringPayload(text)
        .build();
  }

  CreateLogsResponse create(String parent, List<Log> logs) {
    return caller.call(
        "ntt.logging.v1.LogService/CreateLogs",
        CreateLogsRequest.newBuilder().setParent(parent).addAllLogs(logs).build(),
        CreateLogsResponse.getDefaultInstance());
  }

  CreateLogsResponse create(String parent, Log... logs) {
    return create(parent, List.of(logs));
  }

  static ListLogsRequest in(String parent, String filter) {
    return ListLogsRequest.newBuilder()
        .addParents(parent)
        .setFilter(filter)
        .setInterval(EVER)
        .build();
  }

  ListLogsResponse page(ListLogsRequest request) {
    return caller.call(
        "ntt.logging.v1.LogService/ListLogs", request, ListLogsResponse.getDefaultInstance());
  }

  /** What all pages tell. */
  List<Log> all(ListLogsRequest request) {
    List<Log> found = new ArrayList<>();
    String token = "";
    do {
      ListLogsResponse page = page(request.toBuilder().setPageToken(token).build());
      found.addAll(page.getLogsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return found;
  }

  List<String> texts(String parent, String filter) {
    return texts(all(in(parent, filter)));
  }

  static List<String> texts(List<Log> logs) {
    return logs.stream().map(Log::getStringPayload).toList();
  }
}
