package dev.edgewatch.console.bff.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.access.Point;
import dev.edgewatch.access.Point.Aspect;
import dev.edgewatch.access.Point.Fit;
import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.access.v1.ListGrantorsRequest;
import dev.edgewatch.api.access.v1.ListGrantorsResponse;
import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.resource.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedAccessTest {
  private static final String P = "projects/p";
  private static final String CREATE = "services/devices.edgelq.com/permissions/devices.create";
  private static final String DELETE = "services/devices.edgelq.com/permissions/devices.delete";

  private static final WatchMyAccessResponse NOTHING =
      WatchMyAccessResponse.newBuilder().addScopes(P).build();

  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
  private final Scripted regions = new Scripted();
  private final AtomicInteger changes = new AtomicInteger();
  private final SharedAccess access = new SharedAccess(regions, Optional.empty(), calls, timers);

  @AfterEach
  void stop() {
    calls.shutdownNow();
    timers.shutdownNow();
  }

  @Test
  void everythingIsOfferedUntilARegionHasSaidWhatIsHeld() {
    MyAccess mine = open();

    assertThat(mine.known()).isFalse();
    assertThat(mine.may(CREATE, P + "/regions/us").isOffered()).isTrue();
  }

  @Test
  void aGrantThatLandsIsToldAndOneThatIsTakenAwayToo() {
    MyAccess mine = open();
    Scripted.Opened stream = regions.opened(1);

    stream.say(NOTHING);
    assertThat(mine.may(CREATE, P + "/regions/us")).isInstanceOf(Verdict.Denied.class);
    stream.say(holding(editor("")));
    assertThat(mine.may(CREATE, P + "/regions/us")).isEqualTo(new Verdict.Granted());
    stream.say(NOTHING);

    assertThat(mine.may(CREATE, P + "/regions/us").isOffered()).isFalse();
    assertThat(changes).hasValue(3);
  }

  @Test
  void aDenialNamesTheRoleThatComesNearest() {
    MyAccess mine = open();
    regions.opened(1).say(holding(editor("regions/eu")));

    var denied = (Verdict.Denied) mine.may(CREATE, P + "/regions/us");

    assertThat(denied.scope()).isEqualTo(P);
    assertThat(denied.nearest())
        .contains(
            new Verdict.Near(
                "Editor",
                P + "/roleBindings/b",
                Lack.OBJECT,
                "only for regions/eu in projects/p",
                List.of(
                    new Point(
                        Aspect.PERMISSION,
                        CREATE,
                        "services/devices.edgelq.com/roles/editor",
                        Fit.MEETS),
                    new Point(Aspect.SCOPE, P, P, Fit.MEETS),
                    new Point(Aspect.PART, "regions/us", "regions/eu", Fit.FAILS))));
    Verdict inEurope = mine.may(CREATE, P + "/regions/eu");
    assertThat(inEurope).isEqualTo(new Verdict.Granted());
    assertThat(Verdict.best(List.of(denied, inEurope))).isEqualTo(inEurope);
  }

  @Test
  void whatDependsOnAFieldOfTheRequestIsLeftToTheRegion() {
    Role role =
        editor("").toBuilder()
            .setGrants(
                0,
                editor("").getGrants(0).toBuilder()
                    .addResourceFieldConditions(
                        Role.Grant.FieldCondition.newBuilder()
                            .setPath("display_name")
                            .setValue("who")))
            .build();
    MyAccess mine = open();
    regions.opened(1).say(holding(role));

    assertThat(mine.may(CREATE, P + "/regions/us")).isEqualTo(new Verdict.Open());
  }

  @Test
  void whatIsHeldInScopesThatWereNotAskedForIsNotKnown() {
    MyAccess mine = open();
    regions.opened(1).say(NOTHING);

    assertThat(mine.may(CREATE, "projects/another/regions/us")).isEqualTo(new Verdict.Open());
  }

  @Test
  void nobodyGivesWhatHeLacks() {
    MyAccess mine = open();
    regions.opened(1).say(holding(editor("")));
    RoleBinding draft = RoleBinding.newBuilder().setName(P + "/roleBindings/-").build();
    Role wider =
        Role.newBuilder()
            .addGrants(Role.Grant.newBuilder().addPermissions(CREATE).addPermissions(DELETE))
            .build();

    assertThat(mine.lackingToGive(editor(""), draft)).isEmpty();
    assertThat(mine.lackingToGive(wider, draft)).isEqualTo(Set.of(DELETE));
  }

  @Test
  void whoRunsTheInstallationMayDoEverything() {
    MyAccess mine = open();
    regions.opened(1).say(WatchMyAccessResponse.newBuilder().setOperator(true).build());

    assertThat(mine.may(DELETE, "projects/q")).isEqualTo(new Verdict.Granted());
  }

  @Test
  void pagesOfOneSignInShareAStreamThatEndsWithTheLast() {
    MyAccess one = open();
    MyAccess two = open();
    Scripted.Opened stream = regions.opened(1);
    stream.say(holding(editor("")));
    assertThat(two.known()).isTrue();

    one.close();
    assertThat(stream.closed).isFalse();
    two.close();

    assertThat(stream.closed).isTrue();
    assertThat(regions.opened).hasSize(1);
  }

  @Test
  void aLostRegionIsFollowedByTheNextAndWhatItSaidStays() {
    MyAccess mine = open();
    Scripted.Opened first = regions.opened(1);
    first.say(holding(editor("")));

    first.end(new Refusal.Unavailable("GONE", "gone", Duration.ZERO));

    Scripted.Opened second = regions.opened(2);
    assertThat(first.region).isEqualTo("control");
    assertThat(second.region).isEqualTo("other");
    assertThat(mine.may(CREATE, P + "/regions/us")).isEqualTo(new Verdict.Granted());
    first.say(NOTHING);
    assertThat(mine.may(CREATE, P + "/regions/us")).isEqualTo(new Verdict.Granted());
  }

  @Test
  void whoCanGiveIsAskedOfAnotherRegionWhenOneDoesNotKnow() {
    assertThat(open().grantors(CREATE).join()).containsExactly("user:ben@acme.example of other");
  }

  private MyAccess open() {
    return access.open(P, changes::incrementAndGet, closed -> {});
  }

  private static Role editor(String subScope) {
    return Role.newBuilder()
        .setName("services/devices.edgelq.com/roles/editor")
        .setDisplayName("Editor")
        .addGrants(Role.Grant.newBuilder().setSubScope(subScope).addPermissions(CREATE))
        .build();
  }

  private static WatchMyAccessResponse holding(Role role) {
    return WatchMyAccessResponse.newBuilder()
        .addScopes(P)
        .addScopes("organizations/o")
        .addBindings(
            HeldBinding.newBuilder()
                .setRole(role)
                .setBinding(
                    RoleBinding.newBuilder()
                        .setName(P + "/roleBindings/b")
                        .setRole(role.getName())
                        .setMember("user:ann@acme.example")))
        .build();
  }

  /** Two regions whose streams a test speaks for. */
  private static final class Scripted implements AccessRegions {
    private final List<Opened> opened = new CopyOnWriteArrayList<>();

    Opened opened(int count) {
      await().until(() -> opened.size() >= count);
      return opened.get(count - 1);
    }

    @Override
    public List<String> serving(String scope) {
      return List.of("control", "other");
    }

    @Override
    public AutoCloseable watch(
        String region,
        WatchMyAccessRequest request,
        CustomCalls.Listener<WatchMyAccessResponse> listener) {
      Opened stream = new Opened(region, listener);
      opened.add(stream);
      return stream;
    }

    @Override
    public ListGrantorsResponse grantors(String region, ListGrantorsRequest request) {
      if (region.equals("control")) {
        throw new Refusal.Unavailable("GONE", "gone", Duration.ZERO).exception();
      }
      return ListGrantorsResponse.newBuilder()
          .addMembers("user:ben@acme.example of " + region)
          .build();
    }

    private static final class Opened implements AutoCloseable {
      private final String region;
      private final CustomCalls.Listener<WatchMyAccessResponse> listener;
      private volatile boolean closed;

      Opened(String region, CustomCalls.Listener<WatchMyAccessResponse> listener) {
        this.region = region;
        this.listener = listener;
      }

      void say(WatchMyAccessResponse said) {
        listener.answer(said);
      }

      void end(Refusal refusal) {
        listener.ended(refusal);
      }

      @Override
      public void close() {
        closed = true;
      }
    }
  }
}
