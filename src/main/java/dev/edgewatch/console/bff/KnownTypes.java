package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.meta.v1.Resource;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.Reflection;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.Watcher;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All types that the regions serve: those compiled into the console, and those of services that
 * were set up later. Meta says that there are types the console does not know, and the reflection
 * of a region where they are deployed says what they are. Follows meta for as long as the console
 * runs; thread-safe.
 */
final class KnownTypes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownTypes.class);
  private static final int AGAIN_SECONDS = 5;

  private final Catalog compiled;
  private final Map<String, FileDescriptor> compiledFiles = new HashMap<>();
  private final Predicate<String> isUnknownService;
  private final EdgeClient regions;
  private final ForwardContext own;
  private final ExecutorService executor;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Catalog> learned = new TreeMap<>();

  /** Full names of the types that meta lists, by name of the row. */
  private final Map<String, String> listed = new ConcurrentHashMap<>();

  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean lookAgain = new AtomicBoolean();
  private final AutoCloseable environment;
  private final Watcher rows;
  private volatile Catalog catalog;
  private volatile boolean closed;

  KnownTypes(Catalog compiled, EdgeClient regions, ForwardContext own, ExecutorService executor) {
    this.compiled = compiled;
    this.catalog = compiled;
    this.regions = regions;
    this.own = own;
    this.executor = executor;
    compiled.types().forEach(type -> addFile(type.descriptor().getFile()));
    Set<String> services =
        compiled.types().stream().map(StandardMethod::serviceName).collect(Collectors.toSet());
    compiled
        .methods()
        .forEach(method -> services.add(method.descriptor().getService().getFullName()));
    this.isUnknownService = name -> !services.contains(name) && !name.startsWith("grpc.");
    this.environment = regions.registry().listen(event -> lookSoon());
    this.rows =
        new Watcher(
            this::meta,
            WatchManyRequest.all("services/-", ""),
            regions.scheduler(),
            Clock.systemUTC(),
            ThreadLocalRandom.current(),
            new Rows());
    regions.ready().thenRun(this::start);
  }

  private void addFile(FileDescriptor file) {
    if (compiledFiles.putIfAbsent(file.getName(), file) == null) {
      file.getDependencies().forEach(this::addFile);
    }
  }

  private void start() {
    if (!closed) {
      rows.start();
      lookSoon();
    }
  }

  Catalog catalog() {
    return catalog;
  }

  /** Calls back on any thread when there are other types; returns at once. */
  AutoCloseable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private ResourceClient meta() {
    ResourceType type = compiled.type("meta.goten.com/Resource");
    return regions.region(regions.router().any(type).regions().getFirst()).resources(type, own);
  }

  // ---- learning ----

  private void lookSoon() {
    lookAgain.set(true);
    if (!closed && looking.compareAndSet(false, true)) {
      executor.execute(this::look);
    }
  }

  private void look() {
    boolean failed = false;
    while (lookAgain.getAndSet(false)) {
      Map<String, Catalog> now = new TreeMap<>();
      for (String service : missing()) {
        try {
          Catalog known = learned.get(service);
          now.put(service, known != null && isComplete(service, known) ? known : read(service));
        } catch (RefusalException | IllegalArgumentException unusable) {
          failed = true;
          LOG.warn("the types of {} cannot be read: {}", service, unusable.getMessage());
        }
      }
      take(now);
    }
    looking.set(false);
    if (failed && !closed) {
      regions.scheduler().schedule(this::lookSoon, AGAIN_SECONDS, TimeUnit.SECONDS);
    }
    if (lookAgain.get()) {
      lookSoon();
    }
  }

  private void take(Map<String, Catalog> now) {
    if (now.equals(learned)) {
      return;
    }
    learned.clear();
    learned.putAll(now);
    Catalog all = compiled;
    for (Catalog one : now.values()) {
      // The types of the program stay the same objects.
      all = one.and(all);
    }
    catalog = all;
    LOG.info("types known now: {}, of services {}", all.types().size(), all.services());
    listeners.forEach(Runnable::run);
  }

  /** Services that are deployed somewhere and have types that are not compiled in. */
  private Set<String> missing() {
    Set<String> missing = new TreeSet<>();
    for (String name : regions.registry().directory().services().keySet()) {
      String service = name.substring(name.indexOf('/') + 1);
      if (!regions.registry().regions(service).isEmpty() && !isComplete(service, compiled)) {
        missing.add(service);
      }
    }
    return missing;
  }

  private boolean isComplete(String service, Catalog known) {
    return !known.typesOf(service).isEmpty()
        && listed.values().stream()
            .filter(fullName -> fullName.startsWith(service + "/"))
            .allMatch(fullName -> known.find(fullName).isPresent());
  }

  /** Asks the regions of a service one after the other. */
  private Catalog read(String service) {
    RefusalException last = null;
    for (String region : regions.registry().regions(service)) {
      try (Reflection reflection =
          new Reflection(regions.region(region).custom(service, own), compiledFiles)) {
        List<FileDescriptor> files = reflection.files(isUnknownService);
        return Catalog.of(new ArrayList<>(files));
      } catch (RefusalException refused) {
        last = refused;
      }
    }
    throw last != null
        ? last
        : new Refusal.Unavailable("NO_REGION", "no region serves it", Duration.ZERO).exception();
  }

  @Override
  public void close() {
    closed = true;
    Quietly.close(environment);
    rows.close();
  }

  /** What meta lists. */
  private final class Rows implements Watcher.Listener {
    @Override
    public void synced(Map<String, ByteString> all) {
      listed.keySet().retainAll(all.keySet());
      all.forEach(this::put);
      lookSoon();
    }

    @Override
    public void changed(List<Watcher.RowChange> changes) {
      for (Watcher.RowChange change : changes) {
        switch (change) {
          case Watcher.RowChange.Put(var name, var encoded) -> put(name, encoded);
          case Watcher.RowChange.Removed(var name) -> listed.remove(name);
        }
      }
      lookSoon();
    }

    private void put(String name, ByteString encoded) {
      try {
        listed.put(name, Resource.parseFrom(encoded).getFqn());
      } catch (InvalidProtocolBufferException broken) {
        LOG.warn("{} cannot be decoded", name, broken);
      }
    }

    @Override
    public void lost(Refusal why) {
      LOG.warn("nobody tells the types there are: {}", why.message());
    }
  }
}
