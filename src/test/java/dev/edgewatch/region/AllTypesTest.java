package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.monitoring.v4.MetricDescriptor;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.RandomNames;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.BatchGetResponse;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The standard methods of every type, in every place where its resources can be, over the wire. */
class AllTypesTest {
  private static TestIssuer issuer;
  private static TestRegion region;

  private static Places places;
  private static final RandomNames NAMES = new RandomNames(new SplittableRandom(1));

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    places = new Places(region, "us-west2");
    Caller operator = region.operator();
    operator.create(
        Caller.type("meta.goten.com/Region"),
        "",
        Region.newBuilder().setName("regions/us-west2").build());
    operator.create(
        Caller.type("meta.goten.com/Service"),
        "",
        Service.newBuilder().setName("services/tides.example.com").build());
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  static Stream<ResourceType> types() {
    NotOffered notOffered = NotOffered.list();
    return Catalog.compiled().types().stream()
        .filter(StandardMethod.CREATE::offeredBy)
        .filter(type -> notOffered.refusal(StandardMethod.CREATE.fullMethodName(type)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aResourceIsCreatedFoundChangedAndDeleted(ResourceType type) throws Exception {
    for (NamePattern pattern : type.patterns()) {
      Caller caller = places.caller(pattern);
      String parent = places.parent(type, pattern);
      String name = parent.isEmpty() ? "" : parent + "/";
      name += type.plural() + "/" + NAMES.newId(type);

      Resource created = caller.create(type, parent, Smallest.of(type, name));

      assertThat(created.name()).isEqualTo(name);
      assertThat(caller.get(type, name).encoded()).isEqualTo(created.encoded());
      assertThat(batch(caller, type, name).resources()).containsExactly(created.encoded());
      assertThat(list(caller, type, parent)).contains(name);
      Resource labelled = label(caller, created);
      assertThat(labelled.encoded()).isNotEqualTo(created.encoded());
      WatchManyRequest page =
          WatchManyRequest.page(parent, "", "name", "", 10, FieldMask.getDefaultInstance());
      try (StreamRecording watch =
          new StreamRecording(caller, type, StandardMethod.WATCH_MANY, page)) {
        assertThat(watch.nextMany().changes().isEmpty()).isFalse();
      }
      delete(caller, type, name);
    }
  }

  /** Types that are deleted step by step are gone a little later. */
  private static void delete(Caller caller, ResourceType type, String name) {
    if (StandardMethod.DELETE.offeredBy(type)) {
      caller.delete(type, name);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !Caller.found(() -> caller.get(type, name)));
    }
  }

  /** Clients are made from the published messages, which have other numbers here than elsewhere. */
  @Test
  void aTypeWithOtherNumbersIsReachedByThoseOfItsPublishedMessages() throws Exception {
    ResourceType metrics = Caller.type("monitoring.edgelq.com/MetricDescriptor");
    DerivedDescriptors published = DerivedDescriptors.of(Catalog.compiled());
    Descriptor create = published.method(metrics, StandardMethod.CREATE).getInputType();
    Descriptor list = published.method(metrics, StandardMethod.LIST).getInputType();
    MetricDescriptor metric = MetricDescriptor.newBuilder().setDisplayName("Temperature").build();

    ByteString created =
        raw(
            metrics,
            StandardMethod.CREATE,
            DynamicMessage.newBuilder(create)
                .setField(create.findFieldByName("parent"), TestRegion.COLD_CHAIN)
                .setField(create.findFieldByName("metric_descriptor"), metric)
                .build());
    ByteString listed =
        raw(
            metrics,
            StandardMethod.LIST,
            DynamicMessage.newBuilder(list)
                .setField(list.findFieldByName("parent"), TestRegion.COLD_CHAIN)
                .setField(list.findFieldByName("filter"), "display_name = \"Temperature\"")
                .setField(list.findFieldByName("page_size"), 1)
                .build());

    DynamicMessage page =
        DynamicMessage.parseFrom(
            published.method(metrics, StandardMethod.LIST).getOutputType(), listed);
    assertThat(page.getField(page.getDescriptorForType().findFieldByName("metric_descriptors")))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .extracting(row -> ((Message) row).toByteString())
        .containsExactly(created);
    region.ann().delete(metrics, metrics.nameOf(created));
  }

  /** As a client calls that knows nothing of our marshallers. */
  private static ByteString raw(ResourceType type, StandardMethod method, Message request) {
    MethodDescriptor<ByteString, ByteString> plain =
        MethodDescriptor.newBuilder(WireMethods.BYTES, WireMethods.BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method.fullMethodName(type))
            .build();
    return ClientCalls.blockingUnaryCall(
        region.ann().channel(), plain, CallOptions.DEFAULT, request.toByteString());
  }

  @Test
  void whatNobodyCreatesIsNotCreatedByAnUpdateEither() {
    ResourceType limits = Caller.type("limits.edgelq.com/Limit");
    var limit =
        dev.edgewatch.api.limits.v1.Limit.newBuilder()
            .setName(TestRegion.COLD_CHAIN + "/limits/us-west2/devices.edgelq.com/Device")
            .build();
    var update =
        dev.edgewatch.resource.standard.UpdateRequest.of(
            limit.toByteString(), FieldMask.getDefaultInstance());
    var allowing = update.encode().concat(ByteString.copyFrom(new byte[] {5 << 3, 1}));
    assertThat(Caller.code(() -> region.ann().ask(limits, StandardMethod.UPDATE, allowing)))
        .isEqualTo(Code.NOT_FOUND);
  }

  private static BatchGetResponse batch(Caller caller, ResourceType type, String name) {
    BatchGetRequest request =
        new BatchGetRequest(
            List.of(name),
            FieldMask.getDefaultInstance(),
            dev.edgewatch.api.types.View.UNSPECIFIED);
    return BatchGetResponse.decode(caller.ask(type, StandardMethod.BATCH_GET, request));
  }

  private static List<String> list(Caller caller, ResourceType type, String parent) {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListResponse page =
          caller.list(
              type,
              new ListRequest(
                  parent,
                  50,
                  token,
                  "",
                  "",
                  FieldMask.getDefaultInstance(),
                  dev.edgewatch.api.types.View.NAME,
                  false));
      page.resources().forEach(row -> names.add(type.nameOf(row)));
      token = page.nextPageToken();
    } while (!token.isEmpty());
    return names;
  }

  private static Resource label(Caller caller, Resource resource) {
    ResourceType type = resource.type();
    var metadata =
        MetadataField.of(type, resource.message()).toBuilder().putLabels("seen", "yes").build();
    Message labelled = MetadataField.with(type, resource.message(), metadata);
    return StandardMethod.UPDATE.offeredBy(type)
        ? caller.update(type, labelled, "metadata.labels.seen")
        : resource;
  }
}
