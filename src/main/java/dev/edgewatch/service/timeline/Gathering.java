package dev.edgewatch.service.timeline;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.edgewatch.api.rpc.Status;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.RefusalStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One page of the pages of several regions; those that did not answer are named in it.
 *
 * @param entries of the answer of one region
 * @param nextToken of the answer of one region
 * @param details of an error: the message that names the region
 */
public record Gathering<A, T extends Message>(
    Function<A, List<T>> entries,
    Function<A, String> nextToken,
    Function<String, Message> details) {

  public <P extends Comparable<? super P>> Newest<T, P> newest(
      PageQuery<P> query, Map<String, Share<A>> shares, Function<T, P> place) {
    List<Newest<T, P>> pages = new ArrayList<>();
    for (Share<A> share : shares.values()) {
      if (share instanceof Share.Answered<A>(A answer)) {
        pages.add(new Newest<>(entries.apply(answer), query.reached(nextToken.apply(answer))));
      }
    }
    return pages.isEmpty()
        ? new Newest<>(List.of(), query.from())
        : Newest.of(pages, place, PageSize.of(query.size()));
  }

  public List<Status> errors(Map<String, Share<A>> shares) {
    List<Status> errors = new ArrayList<>();
    shares.forEach(
        (region, share) -> {
          if (share instanceof Share.Refused<A>(Refusal refusal)) {
            Status told = RefusalStatus.inAnswer(refusal);
            errors.add(
                told.toBuilder()
                    .clearDetails()
                    .addDetails(Any.pack(details.apply(region)))
                    .addAllDetails(told.getDetailsList())
                    .build());
          }
        });
    return errors;
  }
}
