package dev.edgewatch.region;

import dev.edgewatch.resource.RefusalException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/** Asks several regions at the same time, each on a virtual thread. */
final class AtOnce {
  private AtOnce() {}

  /**
   * The answers by region, in the order of the regions. The first region in that order that refuses
   * makes the whole refused.
   *
   * @param requests by region
   */
  static <Q, A> Map<String, A> ask(Map<String, Q> requests, BiFunction<String, Q, A> question) {
    Map<String, CompletableFuture<A>> asked = new LinkedHashMap<>();
    requests.forEach(
        (region, request) ->
            asked.put(
                region,
                CompletableFuture.supplyAsync(
                    () -> question.apply(region, request), Thread::startVirtualThread)));
    Map<String, A> answers = new LinkedHashMap<>();
    asked.forEach((region, answer) -> answers.put(region, joined(answer)));
    return answers;
  }

  private static <A> A joined(CompletableFuture<A> answer) {
    try {
      return answer.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RefusalException refused) {
        throw refused;
      }
      throw failed;
    }
  }
}
