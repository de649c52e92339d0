package dev.edgewatch.bench;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.demo.Demo;
import dev.edgewatch.demo.fleet.Patience;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.resource.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/**
 * Projects of one organization, told apart by a place and a number, and somebody who has a role in
 * all of them at once or in each by itself.
 */
record ManyProjects(BenchDemo demo, int projects) {
  private static final int CREATED_AT_ONCE = 64;
  private static final String[] PLACES = {
    "Harbour", "Airport", "Depot", "Cold store", "Terminal", "Warehouse", "Dock", "Kitchen"
  };
  private static final MultiRegionPolicy EVERYWHERE =
      MultiRegionPolicy.newBuilder()
          .addAllEnabledRegions(Demo.REGIONS)
          .setDefaultControlRegion(Demo.REGIONS.getFirst())
          .build();

  static String id(int number) {
    return "site-%05d".formatted(number);
  }

  static String title(int number) {
    return PLACES[number % PLACES.length] + " %05d".formatted(number);
  }

  void create() throws InterruptedException {
    forEach(
        number ->
            create(
                "iam.edgelq.com/Project",
                Project.newBuilder()
                    .setName("projects/" + id(number))
                    .setTitle(title(number))
                    .setParentOrganization("organizations/acme")
                    .setMultiRegionPolicy(EVERYWHERE)
                    .build()));
    demo.awaitEverywhere("iam.edgelq.com/Project", "", projects);
  }

  /** A role in each of them. */
  void bind(String member) throws InterruptedException {
    forEach(
        number ->
            create(
                "iam.edgelq.com/RoleBinding",
                RoleBinding.newBuilder()
                    .setName("projects/" + id(number) + "/roleBindings/bench")
                    .setRole(PredefinedRoles.VIEWER)
                    .setMember(member)
                    .build()));
    demo.awaitEverywhere("iam.edgelq.com/RoleBinding", "projects/-", projects);
  }

  private void create(String type, Message resource) {
    new Patience(Clock.systemUTC()).call(() -> isCreated(demo.create(type, resource)));
  }

  /** What is there already was created by a call whose answer got lost. */
  private static boolean isCreated(WriteResult result) {
    return switch (result) {
      case WriteResult.Done _ -> true;
      case WriteResult.Refused(_, Refusal.AlreadyExists _) -> true;
      case WriteResult.Refused(_, var refusal) -> throw refusal.exception();
      case WriteResult.Unknown(_, var message) ->
          throw new Refusal.Unavailable("OUTCOME_UNKNOWN", message, Duration.ZERO).exception();
    };
  }

  private void forEach(IntConsumer action) throws InterruptedException {
    Semaphore slots = new Semaphore(CREATED_AT_ONCE);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < projects; i++) {
        int number = i;
        slots.acquire();
        callers.execute(
            () -> {
              try {
                action.accept(number);
              } finally {
                slots.release();
              }
            });
      }
    }
  }
}
