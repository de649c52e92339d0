package dev.edgewatch.region;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.api.audit.v1.ListActivityLogsRequest;
import dev.edgewatch.api.audit.v1.ListActivityLogsResponse;
import dev.edgewatch.api.audit.v1.ListResourceChangeLogsRequest;
import dev.edgewatch.api.audit.v1.ListResourceChangeLogsResponse;
import dev.edgewatch.api.audit.v1.TimeInterval;
import java.util.List;

/** What somebody finds in the audit. */
record Audited(Caller caller) {
  static final TimeInterval EVER =
      TimeInterval.newBuilder().setStartTime(Timestamp.newBuilder().setSeconds(1)).build();

  static ListActivityLogsRequest in(String scope, String filter) {
    return ListActivityLogsRequest.newBuilder()
        .addParents(scope)
        .setFilter(filter)
        .setInterval(EVER)
        .build();
  }

  ListActivityLogsResponse page(ListActivityLogsRequest request) {
    return caller.call(
        "ntt.audit.v1.ActivityLogService/ListActivityLogs",
        request,
        ListActivityLogsResponse.getDefaultInstance());
  }

  List<ActivityLog> activities(String scope, String filter) {
    return page(in(scope, filter)).getActivityLogsList();
  }

  ListResourceChangeLogsResponse changes(String scope, String filter) {
    return caller.call(
        "ntt.audit.v1.ResourceChangeLogService/ListResourceChangeLogs",
        ListResourceChangeLogsRequest.newBuilder()
            .addParents(scope)
            .setFilter(filter)
            .setInterval(EVER)
            .build(),
        ListResourceChangeLogsResponse.getDefaultInstance());
  }
}
