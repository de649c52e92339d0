package dev.edgewatch.resource.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The records against messages of the derived descriptors, which are compared with the contract
 * elsewhere.
 */
class StandardCodecTest {
  private static final int CASES = 40;

  private final DerivedDescriptors derived = DerivedDescriptors.compiled();

  @ParameterizedTest
  @EnumSource
  void aRequestReadByTheRecordAndWrittenAgainIsTheSame(StandardMethod method) {
    forEachTypeThatHas(
        method,
        type -> derived.method(type, method).getInputType(),
        type -> FieldNumbers.ofRequest(type, method),
        bytes -> method.decodeRequest(bytes).encode());
  }

  @Test
  void anAnswerReadByTheRecordAndWrittenAgainIsTheSame() {
    forEachAnswerOf(StandardMethod.BATCH_GET, b -> BatchGetResponse.decode(b).encode());
    forEachAnswerOf(StandardMethod.LIST, b -> ListResponse.decode(b).encode());
    forEachAnswerOf(StandardMethod.SEARCH, b -> ListResponse.decode(b).encode());
    forEachAnswerOf(StandardMethod.WATCH_ONE, b -> WatchOneResponse.decode(b).encode());
    forEachAnswerOf(StandardMethod.WATCH_MANY, b -> WatchManyResponse.decode(b).encode());
  }

  @Test
  void whereFieldsHaveOtherNumbersTheUsualOnesMeanNothing() {
    ResourceType metrics = Catalog.compiled().type("monitoring.edgelq.com/MetricDescriptor");
    FieldNumbers numbers = FieldNumbers.ofRequest(metrics, StandardMethod.GET);
    ByteString usual = GetRequest.of("projects/p/metricDescriptors/m").encode();

    assertThat(GetRequest.decode(numbers.fromWire(numbers.toWire(usual))))
        .isEqualTo(GetRequest.of("projects/p/metricDescriptors/m"));
    assertThat(numbers.toWire(usual)).isNotEqualTo(usual);
    assertThat(GetRequest.decode(numbers.fromWire(usual))).isEqualTo(GetRequest.of(""));
  }

  @Test
  void unknownFieldsAreSkipped() {
    ByteString withUnknown =
        GetRequest.of("projects/p")
            .encode()
            .concat(ByteString.fromHex("9a0603616263").concat(ByteString.fromHex("980601")));

    assertThat(GetRequest.decode(withUnknown)).isEqualTo(GetRequest.of("projects/p"));
  }

  @Test
  void defaultsTakeNoBytes() {
    assertThat(GetRequest.of("").encode()).isEqualTo(ByteString.EMPTY);
    assertThat(ListRequest.of("").encode()).isEqualTo(ByteString.EMPTY);
    assertThat(new DeleteRequest("", false).encode()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void aWatchMessageWithoutASizeSaysMinusOneAndNotZero() {
    for (WatchManyResponse message :
        List.of(
            WatchManyResponse.part(ChangeList.none()),
            WatchManyResponse.current(ChangeList.none(), Optional.empty(), "token"),
            WatchManyResponse.softReset(),
            WatchManyResponse.hardReset())) {
      assertThat(WatchManyResponse.decode(message.encode()).snapshotSize()).isEqualTo(-1);
    }
    assertThat(WatchManyResponse.decode(WatchManyResponse.size(0).encode()).snapshotSize())
        .isZero();
  }

  @Test
  void changesThatManyStreamsShareAreEncodedOnce() {
    ChangeList changes = ChangeList.of(List.of(new ResourceChange.Removed("projects/p", 3)));

    assertThat(changes.encoded()).isSameAs(changes.encoded());
    assertThat(WatchManyResponse.part(changes).encode().startsWith(changes.encoded())).isTrue();
  }

  @Test
  void bytesThatAreNoMessageAreAnInvalidArgument() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] garbage = new byte[random.nextInt(40)];
      random.nextBytes(garbage);
      for (StandardMethod method : StandardMethod.values()) {
        try {
          method.decodeRequest(ByteString.copyFrom(garbage));
        } catch (RefusalException refused) {
          assertThat(refused.refusal()).isInstanceOf(Refusal.Invalid.class);
        }
      }
    }
    assertThatThrownBy(() -> GetRequest.decode(ByteString.fromHex("0a05616263")))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("cannot be decoded");
    assertThatThrownBy(() -> GetRequest.decode(ByteString.fromHex("0a01ff")))
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aCreateOrUpdateWithoutAResourceIsRefused() {
    assertThatThrownBy(() -> CreateRequest.decode(ByteString.EMPTY))
        .hasMessageContaining("no resource to create");
    assertThatThrownBy(() -> UpdateRequest.decode(ByteString.EMPTY))
        .hasMessageContaining("no resource to update");
  }

  private void forEachAnswerOf(StandardMethod method, UnaryOperator<ByteString> throughTheRecord) {
    forEachTypeThatHas(
        method,
        type -> derived.method(type, method).getOutputType(),
        type -> FieldNumbers.ofResponse(type, method),
        throughTheRecord);
  }

  private static void forEachTypeThatHas(
      StandardMethod method,
      Function<ResourceType, Descriptor> messageOf,
      Function<ResourceType, FieldNumbers> numbersOf,
      UnaryOperator<ByteString> throughTheRecord) {
    for (ResourceType type : Catalog.compiled().types()) {
      if (method.offeredBy(type)) {
        Descriptor descriptor = messageOf.apply(type);
        FieldNumbers numbers = numbersOf.apply(type);
        for (int seed = 0; seed < CASES; seed++) {
          DynamicMessage message = new RandomMessages(seed).of(descriptor);
          ByteString read = numbers.fromWire(message.toByteString());
          ByteString written = numbers.toWire(throughTheRecord.apply(read));
          assertThat(parse(descriptor, written))
              .as("seed %d of %s", seed, descriptor.getFullName())
              .isEqualTo(message);
        }
      }
    }
  }

  private static Message parse(Descriptor type, ByteString bytes) {
    try {
      return DynamicMessage.parseFrom(type, bytes);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError("the record wrote bytes that cannot be read", broken);
    }
  }
}
