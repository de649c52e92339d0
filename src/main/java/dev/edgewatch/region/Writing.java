package dev.edgewatch.region;

import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.store.WriteContext;
import java.util.Optional;
import java.util.function.Supplier;

/** One write that a {@link WriteRule} is asked about. Useless when its session is over. */
public final class Writing {
  private final WriteContext by;
  private final Optional<CallContext> call;
  private final Optional<Principal> authority;
  private final MethodSession session;
  private final ResourceName name;
  private final Kept kept;

  Writing(
      WriteContext by,
      Optional<CallContext> call,
      Optional<Principal> authority,
      MethodSession session,
      ResourceName name,
      Kept kept) {
    this.by = by;
    this.call = call;
    this.authority = authority;
    this.session = session;
    this.name = name;
    this.kept = kept;
  }

  /** Who writes, for the change log. */
  public WriteContext by() {
    return by;
  }

  /** The call it is part of; empty when a region writes by itself, which is trusted. */
  public Optional<CallContext> call() {
    return call;
  }

  /**
   * Who has to hold what this write gives away: the caller, or whom he acts for. Empty for what a
   * region does by itself.
   */
  public Optional<Principal> authority() {
    return authority;
  }

  /** To read and write in; what it has written so far can be read. */
  public MethodSession session() {
    return session;
  }

  /** Of the resource that is written. */
  public ResourceName name() {
    return name;
  }

  /**
   * Something that is costly to make: made once for this resource and call, however often the
   * session is run.
   */
  public <T> T kept(Class<T> type, Supplier<T> making) {
    return kept.of(name, type, making);
  }
}
