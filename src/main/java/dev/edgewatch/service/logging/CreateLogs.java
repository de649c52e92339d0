package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.CreateLogsRequest;
import dev.edgewatch.api.logging.v1.CreateLogsResponse;
import dev.edgewatch.api.logging.v1.CreateLogsResponse.CreateError;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod.Gathered;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.RefusalStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code CreateLogs}: each region takes those that are said to be its own, this one the others. */
record CreateLogs(Region region, Destinations destinations, Appending appending)
    implements Gathered.Work<CreateLogsRequest, CreateLogsResponse> {

  @Override
  public Map<String, CreateLogsRequest> shares(CreateLogsRequest request, List<String> serving) {
    LogLimits.requireFew(request.getLogsCount());
    ParentName parent = destinations.parent(request.getParent());
    if (parent.region().isPresent()) {
      return Map.of(parent.region().get(), request);
    }
    Map<String, CreateLogsRequest.Builder> shares = new LinkedHashMap<>();
    for (Log log : request.getLogsList()) {
      shares
          .computeIfAbsent(taking(log, Set.copyOf(serving)), any -> request.toBuilder().clearLogs())
          .addLogs(log);
    }
    if (shares.isEmpty()) {
      return Map.of(region.id(), request);
    }
    Map<String, CreateLogsRequest> built = new LinkedHashMap<>();
    shares.forEach((taking, share) -> built.put(taking, share.build()));
    return built;
  }

  private String taking(Log log, Set<String> regions) {
    return regions.contains(log.getRegion()) ? log.getRegion() : region.id();
  }

  @Override
  public CreateLogsResponse here(CallContext context, CreateLogsRequest request) {
    Destination destination = destinations.require(destinations.parent(request.getParent()));
    Appending.Outcome outcome = appending.append(destination, request.getLogsList());
    CreateLogsResponse.Builder answer = CreateLogsResponse.newBuilder();
    outcome.keys().forEach((index, key) -> answer.putLogNames(index, destination.name(key)));
    return answer.addAllFailedLogs(failures(request.getLogsList(), outcome.refused())).build();
  }

  static List<CreateError> failures(List<Log> logs, Map<Integer, Refusal> refused) {
    List<CreateError> failures = new ArrayList<>();
    refused.forEach(
        (index, why) ->
            failures.add(
                CreateError.newBuilder()
                    .addLogs(logs.get(index))
                    .setStatus(RefusalStatus.inAnswer(why))
                    .build()));
    return failures;
  }

  @Override
  public CreateLogsResponse together(
      CreateLogsRequest request, Map<String, Share<CreateLogsResponse>> shares) {
    Map<String, List<Integer>> indices = new TreeMap<>();
    for (int i = 0; i < request.getLogsCount(); i++) {
      indices
          .computeIfAbsent(taking(request.getLogs(i), shares.keySet()), any -> new ArrayList<>())
          .add(i);
    }
    CreateLogsResponse.Builder answer = CreateLogsResponse.newBuilder();
    shares.forEach(
        (taking, share) -> {
          List<Integer> own = indices.getOrDefault(taking, List.of());
          switch (share) {
            case Share.Answered<CreateLogsResponse>(var taken) -> {
              taken.getLogNamesMap().forEach((i, name) -> answer.putLogNames(own.get(i), name));
              answer.addAllFailedLogs(taken.getFailedLogsList());
            }
            case Share.Refused<CreateLogsResponse>(var why) ->
                answer.addFailedLogs(
                    CreateError.newBuilder()
                        .addAllLogs(own.stream().map(request::getLogs).toList())
                        .setStatus(RefusalStatus.inAnswer(why)));
          }
        });
    return answer.build();
  }
}
