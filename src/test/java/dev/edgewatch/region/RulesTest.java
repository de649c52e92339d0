package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.store.TestPostgres;
import dev.edgewatch.store.WriteContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a service says about writes of its types is obeyed by all that writes. */
class RulesTest {
  private static final String SECRET = "shown once and never again";

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    ServedApi api =
        new ServedApi(
            Catalog.compiled(),
            () -> {
              List<CustomService> services = new ArrayList<>(ServedApi.compiled().services().get());
              services.add(new OfDevices());
              return services;
            },
            NotOffered.list());
    region = TestRegion.on(api, issuer, TestPostgres.freshDatabase(), settings -> settings);
    region.seed();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static final class OfDevices implements CustomService {
    @Override
    public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
      return List.of();
    }

    @Override
    public List<WriteRule> rules(Region region, ResourceEdits edits) {
      return List.of(new Rule());
    }
  }

  /** Says who made a device, makes a twin of one that is to have one, keeps some from going. */
  private record Rule() implements WriteRule {
    @Override
    public ResourceType type() {
      return DEVICE;
    }

    @Override
    public Creation creating(Writing writing, Message body) {
      Device device = (Device) body;
      if (device.getDisplayName().equals("refused")) {
        throw Refusal.invalid("RULE", "display_name", "display_name is 'refused'");
      }
      if (device.getDisplayName().equals("twin")) {
        writing
            .session()
            .create(
                DEVICE.parseName(device.getName() + "-twin"),
                Device.newBuilder().setDisplayName("other").build());
      }
      String by = writing.call().map(call -> call.principal().member()).orElse("region");
      Device stored = device.toBuilder().setDescription("made by " + by).build();
      return device.getDisplayName().equals("secret")
          ? new Creation(
              stored,
              Device.newBuilder().setSpec(Device.Spec.newBuilder().setOsVersion(SECRET)).build())
          : Creation.of(stored);
    }

    @Override
    public Message updating(Writing writing, Message before, Message after) {
      if (((Device) after).getDisplayName().equals("refused")) {
        throw Refusal.invalid("RULE", "display_name", "display_name is 'refused'");
      }
      return ((Device) after)
          .toBuilder().setDescription(((Device) before).getDescription()).build();
    }

    @Override
    public void deleting(Writing writing, Message gone) {
      if (((Device) gone).getDisplayName().equals("stays")) {
        throw new Refusal.Precondition(
                "RULE", "the device stays", List.of(((Device) gone).getName()))
            .exception();
      }
    }
  }

  private static Device stored(String id) {
    return region.ann().get(DEVICE, PARENT + "/devices/" + id).as(Device.class);
  }

  private static boolean exists(String id) {
    return Caller.found(() -> stored(id));
  }

  @Test
  void aRuleCompletesWhatIsCreatedAndWritesOtherRowsWithIt() {
    Resource answer = region.ann().create(DEVICE, PARENT, device("double", "twin"));
    assertThat(answer.as(Device.class).getDescription()).isEqualTo("made by user:ann@acme.example");
    assertThat(stored("double")).isEqualTo(answer.as(Device.class));
    assertThat(stored("double-twin").getDescription()).isEqualTo("made by user:ann@acme.example");
    assertThat(stored("double-twin").getMetadata().getResourceVersion())
        .isEqualTo(stored("double").getMetadata().getResourceVersion());
  }

  @Test
  void whatARuleRefusesIsNotWrittenNorWhatItWroteItself() {
    region.ann().create(DEVICE, PARENT, device("taken-twin", "x"));
    assertThat(Caller.code(() -> region.ann().create(DEVICE, PARENT, device("taken", "twin"))))
        .isEqualTo(io.grpc.Status.Code.ALREADY_EXISTS);
    assertThat(exists("taken")).isFalse();
    assertThat(Caller.code(() -> region.ann().create(DEVICE, PARENT, device("never", "refused"))))
        .isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
    assertThat(exists("never")).isFalse();
  }

  @Test
  void updatesAndUpsertsObey() {
    region.ann().create(DEVICE, PARENT, device("kept", "a"));
    region.ann().update(DEVICE, device("kept", "b").toBuilder().setDescription("mine").build());
    assertThat(stored("kept").getDisplayName()).isEqualTo("b");
    assertThat(stored("kept").getDescription()).startsWith("made by");
    assertThat(Caller.code(() -> region.ann().update(DEVICE, device("kept", "refused"))))
        .isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
    region
        .ann()
        .ask(
            DEVICE,
            StandardMethod.UPDATE,
            new UpdateRequest(
                device("upserted", "c").toByteString(),
                FieldMask.getDefaultInstance(),
                Optional.empty(),
                true,
                new ResponseMask.Whole()));
    assertThat(stored("upserted").getDescription()).startsWith("made by");
  }

  @Test
  void deletionsObey() {
    region.ann().create(DEVICE, PARENT, device("staying", "stays"));
    assertThat(Caller.code(() -> region.ann().delete(DEVICE, PARENT + "/devices/staying")))
        .isEqualTo(io.grpc.Status.Code.FAILED_PRECONDITION);
    region.ann().update(DEVICE, device("staying", "goes"));
    region.ann().delete(DEVICE, PARENT + "/devices/staying");
    assertThat(exists("staying")).isFalse();
  }

  @Test
  void whatARegionWritesByItselfObeysToo() {
    WriteContext by = new WriteContext("region:test", "r-1");
    region
        .server()
        .edits()
        .inSession(
            by,
            session -> {
              Resource made =
                  session.create(DEVICE.parseName(PARENT + "/devices/own"), device("own", "twin"));
              assertThat(session.get(DEVICE.parseName(PARENT + "/devices/own-twin"))).isPresent();
              assertThat(session.list(DEVICE.parseParent(PARENT)))
                  .extracting(Resource::name)
                  .contains(made.name(), made.name() + "-twin");
              return session.update(
                  made, device("own", "changed"), Mask.of(DEVICE.descriptor(), "display_name"));
            });
    assertThat(stored("own").getDescription()).isEqualTo("made by region");
    assertThat(stored("own").getDisplayName()).isEqualTo("changed");
    region
        .server()
        .edits()
        .inSession(
            by,
            session -> {
              session.delete(session.require(DEVICE.parseName(PARENT + "/devices/own-twin")));
              assertThat(session.get(DEVICE.parseName(PARENT + "/devices/own-twin"))).isEmpty();
              return 0;
            });
    assertThat(exists("own-twin")).isFalse();
  }

  @Test
  void aSecretIsInTheFirstAnswerAloneAndARepetitionSaysSo() {
    CreateRequest request = CreateRequest.of(PARENT, device("sealed", "secret").toByteString());
    Caller once =
        region
            .ann()
            .and(Headers.REQUEST_ID, "sealed-1")
            .and(Headers.REPETITION, Headers.SAME_ANSWER);
    Device first = parsed(once.ask(DEVICE, StandardMethod.CREATE, request));
    assertThat(first.getSpec().getOsVersion()).isEqualTo(SECRET);
    assertThat(stored("sealed").getSpec().getOsVersion()).isEmpty();
    Status again = Caller.refusal(() -> once.ask(DEVICE, StandardMethod.CREATE, request));
    assertThat(again.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
    assertThat(again.getMessage())
        .contains(PARENT + "/devices/sealed", "answer to that one only")
        .doesNotContain(SECRET);
  }

  private static Device parsed(ByteString encoded) {
    return new Resource(DEVICE, "", encoded).as(Device.class);
  }

  @Test
  void withoutRepetitionASecretIsShownAsWell() {
    Resource answer = region.ann().create(DEVICE, PARENT, device("sealed-2", "secret"));
    assertThat(answer.as(Device.class).getSpec().getOsVersion()).isEqualTo(SECRET);
    assertThat(stored("sealed-2").getSpec().getOsVersion()).isEmpty();
  }
}
