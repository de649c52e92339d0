package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.SharedAccess;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.routing.Route;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** The session of one signed-in person over the regions. */
final class SignedInSession implements ConsoleSession {
  private final Person person;
  private final EdgeClient regions;
  private final ForwardContext context;
  private final int rowsPerRegion;
  private final SessionLife life;
  private final Surroundings around;
  private final Environment environment;
  private final Actions actions;
  private final SharedAccess access;
  private final Invitations invitations;
  private final AccessRequests accessRequests;
  private final MySettings settings;
  private final PeopleCalls people;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private final ProjectPolicies policies = new ProjectPolicies(this::watchPolicy);

  SignedInSession(
      Person person,
      EdgeClient regions,
      ForwardContext context,
      int rowsPerRegion,
      SessionLife life,
      Surroundings around) {
    this.person = person;
    this.regions = regions;
    this.context = context;
    this.rowsPerRegion = rowsPerRegion;
    this.life = life;
    this.around = around;
    this.environment = new KnownEnvironment(regions.registry());
    this.actions =
        new ActionCalls(regions, context, around.executor(), around.missing(), around.clock());
    var any = new AnyRegion(regions, context, around.executor(), around.clock());
    this.invitations = new InvitationCalls(any);
    this.accessRequests = new AccessRequestCalls(any);
    this.settings = new SettingsCalls(any);
    this.people = new PeopleCalls(any);
    this.access = new SharedAccess(regions, context, around.executor(), around.scheduler());
  }

  /** What all sessions of the process share. */
  record Surroundings(
      KnownTypes types,
      MissingMethods missing,
      ExecutorService executor,
      ScheduledExecutorService scheduler,
      Clock clock) {}

  @Override
  public Person person() {
    return person;
  }

  @Override
  public Catalog catalog() {
    return around.types().catalog();
  }

  @Override
  public AutoCloseable onCatalog(Runnable onChange) {
    AutoCloseable following = held(around.types().onChange(onChange));
    return () -> {
      open.remove(following);
      following.close();
    };
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public Actions actions() {
    return actions;
  }

  @Override
  public AccessRequests accessRequests() {
    return accessRequests;
  }

  @Override
  public Invitations invitations() {
    return invitations;
  }

  @Override
  public MySettings settings() {
    return settings;
  }

  @Override
  public People people() {
    return people;
  }

  /** Has the regions take over what the ID token says of the person; without it they go on. */
  void introduce(String idToken) {
    var _ = people.introduce(idToken);
  }

  @Override
  public LiveQuery open(LiveQuery.Spec spec, Runnable onDirty) {
    return open(spec, rowsPerRegion, onDirty);
  }

  @Override
  public LiveQuery openFirst(LiveQuery.Spec spec, int rows, Runnable onDirty) {
    LiveQuery first = open(spec, rows, onDirty);
    first.viewport(0, rows);
    return first;
  }

  private LiveQuery open(LiveQuery.Spec spec, int rows, Runnable onDirty) {
    OrderBy order = OrderBy.parse(spec.type(), spec.orderBy());
    Filter filter = Filter.parse(spec.type(), spec.filter());
    var model =
        new LiveModel(
            spec,
            order,
            roster(spec.type(), spec.parent(), spec.regions()),
            region -> pages(region, spec, filter, order),
            filter.isAll() ? null : count(spec, onDirty),
            new LiveModel.Surroundings(rows, around.executor(), around.scheduler(), around.clock()),
            onDirty,
            open::remove);
    return held(model);
  }

  private MatchCount count(LiveQuery.Spec spec, Runnable onDirty) {
    return count(spec.type(), spec.parent(), "", spec.regions(), onDirty);
  }

  @Override
  public MatchCount count(
      ResourceType type, String parent, String filterText, Set<String> chosen, Runnable onDirty) {
    Filter filter = Filter.parse(type, filterText);
    OrderBy byName = OrderBy.parse(type, "");
    var nameOnly = new LiveQuery.Spec(type, parent, filterText, "", chosen, List.of("name"));
    var count =
        new MatchCount(
            roster(type, parent, chosen),
            region -> pages(region, nameOnly, filter, byName),
            around.scheduler(),
            onDirty,
            open::remove);
    return held(count);
  }

  @Override
  public ListReading reading() {
    return new RoutedReading(query -> in(query.region(), query.spec().type()));
  }

  @Override
  public CompletableFuture<List<LiveRow>> search(
      ResourceType type, String parent, String phrase, List<String> paths, int limit) {
    var search = new PhraseSearch(type, parent, phrase, paths, limit);
    List<CompletableFuture<List<LiveRow>>> answers =
        regions.registry().regions(type.service()).stream()
            .map(
                region ->
                    CompletableFuture.supplyAsync(
                        () -> search.in(in(region, type)), around.executor()))
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(done -> answers.stream().flatMap(answer -> answer.join().stream()).toList());
  }

  @Override
  public SessionLife life() {
    return life;
  }

  private RegionRoster.Source roster(ResourceType type, String parent, Set<String> chosen) {
    Optional<String> project = type.parseParent(parent).segment("project");
    return ScopeRegions.of(
        type.service(), project, chosen, regions.registry(), policies, around.scheduler());
  }

  private RegionPages pages(String region, LiveQuery.Spec spec, Filter filter, OrderBy order) {
    var share = RegionShare.of(spec.type(), spec.parent(), filter, region);
    return new WatchedPages(
        in(region, spec.type()), share.parent(), share.filter(), order, spec.paths());
  }

  @Override
  public LiveResource watch(ResourceType type, String name, Runnable onDirty) {
    return watch(type, name, FieldMask.getDefaultInstance(), onDirty);
  }

  private LiveResource watch(ResourceType type, String name, FieldMask mask, Runnable onDirty) {
    ResourceName parsed = type.parseName(name);
    var resource =
        WatchedResource.open(
            () -> in(reader(type, parsed), type),
            name,
            mask,
            around.clock(),
            around.scheduler(),
            onDirty,
            open::remove);
    return held(resource);
  }

  /** The region that owns it, or the first one that can be reached when each has a copy. */
  private String reader(ResourceType type, ResourceName name) {
    return switch (regions.router().read(type, name)) {
      case Route.To(var region) -> region;
      case Route.Any(var candidates) -> candidates.getFirst();
      case Route.Split _, Route.OwnerOf _, Route.ControlRegionOf _ ->
          throw new IllegalStateException("one resource is read in one region: " + name.text());
    };
  }

  @Override
  public MyAccess access(String scope, Runnable onChange) {
    return held(access.open(scope, onChange, open::remove));
  }

  private LiveResource watchPolicy(String project, Runnable onDirty) {
    return watch(
        catalog().type("iam.edgelq.com/Project"),
        "projects/" + project,
        FieldMask.newBuilder().addPaths("name").addPaths("multi_region_policy").build(),
        onDirty);
  }

  private ResourceClient in(String region, ResourceType type) {
    return regions.region(region).resources(type, context);
  }

  /** What a page opens while the session ends is closed with it. */
  private <O extends AutoCloseable> O held(O opened) {
    open.add(opened);
    if (closed) {
      Quietly.close(opened);
    }
    return opened;
  }

  /** Whether somebody looks at something, in any window. */
  boolean isWatching() {
    return !open.isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    Set.copyOf(open).forEach(Quietly::close);
  }
}
