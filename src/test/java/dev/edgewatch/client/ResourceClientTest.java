package dev.edgewatch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.routing.Headers;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceClientTest {
  private final ScriptedRegion region = new ScriptedRegion(Devices.TYPE);
  private final TestClient client = new TestClient(region.endpoint());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    client.close();
    region.close();
  }

  @Test
  void aReadCarriesTheCallersTokenRequestIdAndAddress() throws Exception {
    ForwardContext ann =
        new ForwardContext(_ -> "token-of-ann", "request-1", Optional.of("192.0.2.7"));
    Future<Resource> got = in(() -> client.devices(ann).get(Devices.name("a")));

    ScriptedRegion.Call call = region.next();

    assertThat(call.headers.get(Headers.AUTHORIZATION)).isEqualTo("Bearer token-of-ann");
    assertThat(call.headers.get(Headers.REQUEST_ID)).isEqualTo("request-1");
    assertThat(call.headers.get(Headers.ORIGINAL_IP)).isEqualTo("192.0.2.7");
    assertThat(((GetRequest) call.request()).name()).isEqualTo(Devices.name("a"));
    call.answer(Devices.encoded("a"), "us-west2:1f");
    assertThat(got.get().name()).isEqualTo(Devices.name("a"));
  }

  @Test
  void aReadMayAskForAPosition() {
    in(() -> client.devices().atLeast(new Position("us-west2", 31)).get(Devices.name("a")));

    assertThat(region.next().headers.get(Headers.AT_LEAST)).isEqualTo("us-west2:1f");
  }

  @Test
  void aRefusalArrivesAsItWasMade() {
    Refusal refusal = new Refusal.NotFound("there is no device 'a'", Devices.name("a"));
    Future<Resource> got = in(() -> client.devices().get(Devices.name("a")));

    region.next().refuse(refusal);

    assertThatThrownBy(got::get)
        .cause()
        .isInstanceOfSatisfying(
            RefusalException.class, thrown -> assertThat(thrown.refusal()).isEqualTo(refusal));
  }

  @Test
  void aReadThatFindsTheRegionUnavailableIsTriedAgain() throws Exception {
    Future<Resource> got = in(() -> client.devices().get(Devices.name("a")));

    region.next().fail(Status.UNAVAILABLE);
    region.next().answer(Devices.encoded("a"), "us-west2:1");

    assertThat(got.get().as(dev.edgewatch.api.devices.v1.Device.class).getDisplayName())
        .isEqualTo("device a");
  }

  @Test
  void pagesAreReadOneAfterTheOther() throws Exception {
    Future<List<String>> names =
        in(
            () ->
                client
                    .devices()
                    .pages(ListRequest.of(Devices.PARENT))
                    .flatMap(page -> page.resources().stream())
                    .map(Resource::name)
                    .toList());

    region
        .next()
        .answer(
            new ListResponse(List.of(Devices.encoded("a")), "", "next", 0, 0).encode(),
            "us-west2:1");
    ScriptedRegion.Call second = region.next();
    assertThat(((ListRequest) second.request()).pageToken()).isEqualTo("next");
    second.answer(
        new ListResponse(List.of(Devices.encoded("b")), "before", "", 0, 0).encode(), "us-west2:1");

    assertThat(names.get()).containsExactly(Devices.name("a"), Devices.name("b"));
  }

  @Test
  void aWriteTellsWhereItIsVisible() throws Exception {
    Future<WriteResult> written = in(this::rename);

    ScriptedRegion.Call call = region.next();
    assertThat(((UpdateRequest) call.request()).cas()).isPresent();
    call.answer(Devices.encoded("a", "new"), "us-west2:ff");

    assertThat(written.get())
        .isInstanceOfSatisfying(
            WriteResult.Done.class,
            done -> assertThat(done.position()).contains(new Position("us-west2", 255)));
  }

  @Test
  void aWriteThatTheRegionRefusesWasNotMade() throws Exception {
    Refusal conflict =
        new Refusal.Conflict("CAS_MISMATCH", "somebody was faster", Devices.name("a"));
    Future<WriteResult> written = in(this::rename);

    region.next().refuse(conflict);

    assertThat(written.get()).isEqualTo(new WriteResult.Refused("us-west2", conflict));
  }

  @Test
  void aWriteThatWasSentAndNotAnsweredHasAnUnknownOutcomeAndIsNotRepeated() throws Exception {
    Future<WriteResult> written = in(this::rename);

    region.next().fail(Status.UNAVAILABLE);

    assertThat(written.get()).isInstanceOf(WriteResult.Unknown.class);
    assertThat(region.isIdle()).isTrue();
  }

  @Test
  void aWriteDuringWhichTheRegionGoesAwayHasAnUnknownOutcome() throws Exception {
    Future<WriteResult> written = in(this::rename);

    region.next();
    region.close();

    assertThat(written.get()).isInstanceOf(WriteResult.Unknown.class);
  }

  @Test
  void aWriteThatNeverLeftWasNotMade() throws Exception {
    region.close();

    assertThat(in(this::rename).get())
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Unavailable.class));
  }

  @Test
  void anOverloadedRegionSaysWhenToComeBack() {
    Future<Resource> got = in(() -> client.devices().get(Devices.name("a")));

    region.next().refuse(new Refusal.Overload("too many reads", Duration.ofSeconds(3)));

    assertThatThrownBy(got::get).cause().hasMessage("too many reads");
  }

  private WriteResult rename() {
    return client
        .devices()
        .update(
            Devices.device("a", "old"),
            Devices.device("a", "new"),
            FieldMask.newBuilder().addPaths("display_name").build());
  }

  private <T> Future<T> in(Callable<T> call) {
    return threads.submit(call);
  }
}
