package dev.edgewatch.fake;

import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** As long as no region has told anything. */
record UnknownAccess(String scope) implements MyAccess {
  @Override
  public boolean known() {
    return false;
  }

  @Override
  public Verdict may(String permission, String object) {
    return new Verdict.Open();
  }

  @Override
  public List<HeldBinding> bindings() {
    return List.of();
  }

  @Override
  public Optional<AccessRequest> asked() {
    return Optional.empty();
  }

  @Override
  public List<AccessRequest> toAnswer() {
    return List.of();
  }

  @Override
  public Set<String> lackingToGive(Role role, RoleBinding draft) {
    return Set.of();
  }

  @Override
  public CompletableFuture<List<String>> grantors(String permission) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public void close() {}
}
