package dev.edgewatch.service.audit;

import com.google.protobuf.Any;
import dev.edgewatch.api.rpc.Status;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.routing.Statuses;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One page of the pages of several regions; those that did not answer are named in it.
 *
 * @param entries of the answer of one region
 * @param nextToken of the answer of one region
 * @param details of an error, by the region
 */
record Gathering<A, T>(
    Function<A, List<T>> entries, Function<A, String> nextToken, Function<String, Any> details) {

  Newest<T> newest(AuditQuery query, Map<String, Share<A>> shares, Function<T, Instant> time) {
    List<Newest<T>> pages = new ArrayList<>();
    for (Share<A> share : shares.values()) {
      if (share instanceof Share.Answered<A>(A answer)) {
        pages.add(new Newest<>(entries.apply(answer), query.reached(nextToken.apply(answer))));
      }
    }
    return pages.isEmpty()
        ? new Newest<>(List.of(), query.from())
        : Newest.of(pages, time, query.size());
  }

  List<Status> errors(Map<String, Share<A>> shares) {
    List<Status> errors = new ArrayList<>();
    shares.forEach(
        (region, share) -> {
          if (share instanceof Share.Refused<A>(Refusal refusal)) {
            StatusRuntimeException translated = Statuses.exception(refusal);
            errors.add(
                Status.newBuilder()
                    .setCode(translated.getStatus().getCode().value())
                    .setMessage(refusal.message())
                    .addDetails(details.apply(region))
                    .build());
          }
        });
    return errors;
  }
}
