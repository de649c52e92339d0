package dev.edgewatch.console.bff.access;

import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What the signed-in person may do in one scope, live for as long as it is open. Never blocks; may
 * be asked on any thread.
 */
public interface MyAccess extends AutoCloseable {

  /** Name of the project or organization; empty for the root. */
  String scope();

  /** Whether a region has told what the person holds. */
  boolean known();

  /**
   * Whether a permission is held for an object: a resource, or the parent of a collection.
   *
   * @param permission full name
   */
  Verdict may(String permission, String object);

  /** What the person holds here, from everywhere; empty while that is not known. */
  List<HeldBinding> bindings();

  /**
   * The organizations above the scope, the nearest first. Who holds nothing here is told none;
   * empty while it is not known.
   */
  List<String> above();

  /** What the person has asked for here and does not hold yet. */
  Optional<AccessRequest> asked();

  /** What others ask for here, the latest first; none for who may not give roles here. */
  List<AccessRequest> toAnswer();

  /**
   * Permissions of a binding that its giver does not hold, so that he cannot give it: full names,
   * {@code "*"} where he would have to own all of it. Empty while it is not known what he holds.
   */
  Set<String> lackingToGive(Role role, RoleBinding draft);

  /**
   * Who can give a permission in this scope, as member strings. Completed on another thread;
   * exceptionally with a {@code RefusalException} when no region says it.
   */
  CompletableFuture<List<String>> grantors(String permission);

  @Override
  void close();
}
