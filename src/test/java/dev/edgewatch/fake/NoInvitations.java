package dev.edgewatch.fake;

import dev.edgewatch.console.bff.Invitations;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.resource.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Nobody is invited to the fleet in memory. */
final class NoInvitations implements Invitations {
  @Override
  public CompletableFuture<Outcome> resend(String name) {
    return none(name);
  }

  @Override
  public CompletableFuture<Outcome> accept(String name) {
    return none(name);
  }

  @Override
  public CompletableFuture<Outcome> decline(String name) {
    return none(name);
  }

  @Override
  public CompletableFuture<Mine> mine() {
    return CompletableFuture.completedFuture(new Mine(List.of(), Map.of()));
  }

  private static CompletableFuture<Outcome> none(String name) {
    return CompletableFuture.completedFuture(
        new Outcome.Refused("c02e-77d1", "", new Refusal.NotFound("no such invitation", name)));
  }
}
