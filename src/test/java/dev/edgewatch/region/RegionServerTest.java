package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.FieldMask;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegionServerTest {
  private static TestIssuer issuer;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @Test
  void reflectionListsTheServicesForThoseWhoAreSignedIn() throws Exception {
    try (TestRegion region = TestRegion.start(issuer)) {
      assertThat(
              reflected(
                      region.ann(),
                      ServerReflectionRequest.newBuilder().setListServices("").build())
                  .getListServicesResponse()
                  .getServiceList())
          .extracting(service -> service.getName())
          .contains(
              "ntt.devices.v1.DeviceService",
              "ntt.iam.v1.ProjectService",
              "goten.meta.v1.RegionService");
      ServerReflectionResponse file =
          reflected(
              region.ann(),
              ServerReflectionRequest.newBuilder()
                  .setFileContainingSymbol("ntt.devices.v1.DeviceService")
                  .build());
      FileDescriptorProto service =
          FileDescriptorProto.parseFrom(file.getFileDescriptorResponse().getFileDescriptorProto(0));
      assertThat(service.getService(0).getMethodList())
          .extracting(method -> method.getName())
          .contains("GetDevice", "WatchDevices", "Heartbeat");
      Caller anonymous = new Caller(region.channel(), new Metadata());
      assertThatThrownBy(
              () ->
                  reflected(
                      anonymous, ServerReflectionRequest.newBuilder().setListServices("").build()))
          .hasMessageContaining("PERMISSION_DENIED");
    }
  }

  private static ServerReflectionResponse reflected(Caller caller, ServerReflectionRequest request)
      throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(caller.channel())
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(request);
    requests.onCompleted();
    return answer.get(10, TimeUnit.SECONDS);
  }

  @Test
  void healthNeedsNoToken() {
    try (TestRegion region = TestRegion.start(issuer)) {
      assertThat(
              HealthGrpc.newBlockingStub(region.channel())
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void aRequestIdIsKeptWhenItIsFitAndMadeWhenItIsNot() {
    try (TestRegion region = TestRegion.start(issuer)) {
      Caller ann = region.ann().and(Headers.REQUEST_ID, "click-17");
      ann.create(DEVICE, PARENT, device("r1", "x"));
      assertThat(ann.answerHeader(Headers.REQUEST_ID)).isEqualTo("click-17");
      Caller forging = region.ann().and(Headers.REQUEST_ID, "a b=\"c\"");
      forging.get(DEVICE, PARENT + "/devices/r1");
      assertThat(forging.answerHeader(Headers.REQUEST_ID)).matches("[0-9a-f-]{36}");
    }
  }

  @Test
  void positionsOfOtherRegionsAreRefused() {
    try (TestRegion region = TestRegion.start(issuer)) {
      Caller lost = region.ann().and(Headers.AT_LEAST, new Position("eastus2", 1).text());
      assertThat(Caller.code(() -> lost.get(DEVICE, PARENT + "/devices/x")))
          .isEqualTo(Code.INVALID_ARGUMENT);
      Caller odd = region.ann().and(Headers.AT_LEAST, "nonsense");
      assertThat(Caller.code(() -> odd.get(DEVICE, PARENT + "/devices/x")))
          .isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aStopLosesNoAcknowledgedWriteAndEndsStreamsAsUnavailable() throws Exception {
    StoreSettings store = TestPostgres.freshDatabase();
    AtomicInteger acknowledged = new AtomicInteger();
    TestRegion region = TestRegion.on(issuer, store, settings -> settings);
    region.operator().create(TestRegion.ORGANIZATION, "", organization());
    region.operator().create(TestRegion.PROJECT, "", TestRegion.project("acme-cold-chain", "acme"));
    region.server().awaitCatalogRows();
    region.bind("organizations/acme", PredefinedRoles.ADMIN_OPERATOR, "user:ann@acme.example");
    WatchManyRequest request =
        WatchManyRequest.page(PARENT, "", "", "", 10, FieldMask.getDefaultInstance());
    StreamRecording stream =
        new StreamRecording(region.ann(), DEVICE, StandardMethod.WATCH_MANY, request);
    stream.nextMany();
    AtomicBoolean going = new AtomicBoolean(true);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int w = 0; w < 4; w++) {
        Caller writer = region.ann();
        int number = w;
        writers.execute(() -> write(writer, number, acknowledged, going));
      }
      await().until(() -> acknowledged.get() > 20);
      long began = System.nanoTime();
      region.close();
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
      going.set(false);
    }
    assertThat(stream.end().getCode()).isEqualTo(Code.UNAVAILABLE);
    try (TestRegion again = TestRegion.on(issuer, store, settings -> settings)) {
      int found = again.ann().list(DEVICE, counting()).totalResultsCount();
      assertThat(found).isGreaterThanOrEqualTo(acknowledged.get());
    }
  }

  private static void write(
      Caller writer, int number, AtomicInteger acknowledged, AtomicBoolean going) {
    for (int i = 0; going.get(); i++) {
      try {
        writer.create(DEVICE, PARENT, device("d" + number + "x" + i, "x"));
        acknowledged.incrementAndGet();
      } catch (RuntimeException stopped) {
        return;
      }
    }
  }

  private static dev.edgewatch.api.iam.v1.Organization organization() {
    return dev.edgewatch.api.iam.v1.Organization.newBuilder().setName("organizations/acme").build();
  }

  private static dev.edgewatch.resource.standard.ListRequest counting() {
    return new dev.edgewatch.resource.standard.ListRequest(
        PARENT,
        1,
        "",
        "",
        "",
        FieldMask.getDefaultInstance(),
        dev.edgewatch.api.types.View.NAME,
        true);
  }

  @Test
  void aPortThatIsTakenIsSaidInOneSentence() {
    try (TestRegion region = TestRegion.start(issuer)) {
      assertThatThrownBy(
              () ->
                  TestRegion.on(
                      issuer,
                      TestPostgres.freshDatabase(),
                      settings -> settings.withPort(region.port())))
          .isInstanceOf(RegionStartException.class)
          .hasMessageContaining(String.valueOf(region.port()))
          .hasMessageContaining("in use");
    }
  }
}
