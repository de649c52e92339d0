package dev.edgewatch.console.bff.access;

import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.access.v1.ListGrantorsRequest;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.ForwardContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * What one person may do, by scope: however many pages of a sign-in show a scope, it is watched
 * once, and only while some do. Thread-safe.
 */
public final class SharedAccess {
  private final AccessRegions regions;
  private final Optional<InetAddress> caller;
  private final ExecutorService executor;
  private final ScheduledExecutorService scheduler;
  private final Map<String, AccessStream> open = new HashMap<>();

  public SharedAccess(
      EdgeClient client,
      ForwardContext person,
      ExecutorService executor,
      ScheduledExecutorService scheduler) {
    this(
        new RoutedAccess(client, person),
        person.clientIp().flatMap(SharedAccess::address),
        executor,
        scheduler);
  }

  SharedAccess(
      AccessRegions regions,
      Optional<InetAddress> caller,
      ExecutorService executor,
      ScheduledExecutorService scheduler) {
    this.regions = regions;
    this.caller = caller;
    this.executor = executor;
    this.scheduler = scheduler;
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noLiteral) {
      return Optional.empty();
    }
  }

  /**
   * Looks at a scope, until the answer is closed.
   *
   * @param onChange called on any thread when the answers may be others; returns at once
   * @param onClose called when it is closed
   */
  public MyAccess open(String scope, Runnable onChange, Consumer<MyAccess> onClose) {
    AccessStream stream;
    boolean first;
    synchronized (open) {
      AccessStream present = open.get(scope);
      first = present == null;
      stream =
          present == null ? new AccessStream(scope, regions, caller, executor, scheduler) : present;
      open.put(scope, stream);
      stream.add(onChange);
    }
    if (first) {
      stream.start();
    }
    return new Opened(stream, onChange, onClose);
  }

  private void leave(AccessStream stream, Runnable listener) {
    synchronized (open) {
      if (!stream.remove(listener) || !open.remove(stream.scope(), stream)) {
        return;
      }
    }
    stream.close();
  }

  private List<String> askForGrantors(String scope, String permission) {
    var request =
        ListGrantorsRequest.newBuilder().setScope(scope).setPermission(permission).build();
    RefusalException last = null;
    for (String region : regions.serving(scope)) {
      try {
        return regions.grantors(region, request).getMembersList();
      } catch (RefusalException refused) {
        last = refused;
      }
    }
    throw last == null
        ? new Refusal.Unavailable("NO_REGION", "no region is known", Duration.ofSeconds(5))
            .exception()
        : last;
  }

  /** One page's look at a stream. */
  private final class Opened implements MyAccess {
    private final AccessStream stream;
    private final Runnable listener;
    private final Consumer<MyAccess> onClose;

    Opened(AccessStream stream, Runnable listener, Consumer<MyAccess> onClose) {
      this.stream = stream;
      this.listener = listener;
      this.onClose = onClose;
    }

    @Override
    public String scope() {
      return stream.scope();
    }

    @Override
    public boolean known() {
      return stream.known().isPresent();
    }

    @Override
    public Verdict may(String permission, String object) {
      return stream
          .known()
          .map(known -> known.may(permission, object))
          .orElseGet(Verdict.Open::new);
    }

    @Override
    public List<HeldBinding> bindings() {
      return stream.known().map(KnownAccess::bindings).orElse(List.of());
    }

    @Override
    public List<String> above() {
      return stream.known().map(KnownAccess::above).orElse(List.of());
    }

    @Override
    public Optional<AccessRequest> asked() {
      return stream.known().flatMap(KnownAccess::asked);
    }

    @Override
    public List<AccessRequest> toAnswer() {
      return stream.known().map(KnownAccess::toAnswer).orElse(List.of());
    }

    @Override
    public Set<String> lackingToGive(Role role, RoleBinding draft) {
      return stream.known().map(known -> known.lackingToGive(role, draft)).orElse(Set.of());
    }

    @Override
    public CompletableFuture<List<String>> grantors(String permission) {
      return CompletableFuture.supplyAsync(
          () -> askForGrantors(stream.scope(), permission), executor);
    }

    @Override
    public void close() {
      leave(stream, listener);
      onClose.accept(this);
    }
  }
}
