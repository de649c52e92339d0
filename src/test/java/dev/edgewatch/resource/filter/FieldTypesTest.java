package dev.edgewatch.resource.filter;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BYTES;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_DOUBLE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_FIXED64;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_FLOAT;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_SINT32;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_UINT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.edgewatch.resource.Declared;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of every scalar type, in a type that is known by its descriptor alone. */
class FieldTypesTest {
  private static final ResourceType TYPE = type();

  private static ResourceType type() {
    DescriptorProto.Builder message =
        Declared.message("Probe", Declared.of("probes", "probes/{probe}"))
            .addField(Declared.field("float_value", 10, TYPE_FLOAT))
            .addField(Declared.field("double_value", 11, TYPE_DOUBLE))
            .addField(Declared.field("uint32_value", 12, TYPE_UINT32))
            .addField(Declared.field("uint64_value", 13, TYPE_FIXED64))
            .addField(Declared.field("sint32_value", 14, TYPE_SINT32))
            .addField(Declared.field("bytes_value", 15, TYPE_BYTES))
            .addField(Declared.reference("owner", 16, "Probe"));
    return Declared.catalog(message).type("test.edgewatch.dev/Probe");
  }

  private static Message probe(String path, Object value) {
    DynamicMessage.Builder probe = DynamicMessage.newBuilder(TYPE.descriptor());
    FieldPath.parse(TYPE.descriptor(), "name").set(probe, "probes/pp");
    FieldPath.parse(TYPE.descriptor(), path).set(probe, value);
    return probe.build();
  }

  private static boolean passes(String filter, String path, Object value) {
    Filter parsed = Filter.parse(TYPE, filter);
    assertThat(Filter.parse(TYPE, parsed.text())).isEqualTo(parsed);
    return parsed.test(probe(path, value));
  }

  @Test
  void unsignedIntegersGoBeyondTheSignedOnes() {
    assertThat(passes("uint32_value = 4294967295", "uint32_value", -1)).isTrue();
    assertThat(passes("uint32_value > 5", "uint32_value", -1)).isTrue();
    assertThat(passes("uint64_value >= 18446744073709551615", "uint64_value", -1L)).isTrue();
    assertThat(Filter.parse(TYPE, "uint64_value = 18446744073709551615").text())
        .endsWith("= 18446744073709551615");
  }

  @Test
  void nanIsEqualToNothingAndNotOrdered() {
    for (String path : List.of("float_value", "double_value")) {
      Object nan = path.startsWith("float") ? (Object) Float.NaN : (Object) Double.NaN;
      Object one = path.startsWith("float") ? (Object) 1f : (Object) 1d;
      assertThat(passes(path + " IS NAN", path, nan)).isTrue();
      assertThat(passes(path + " IS NOT NAN", path, nan)).isFalse();
      assertThat(passes(path + " IS NOT NAN", path, one)).isTrue();
      for (String operator : List.of("=", "<", "<=", ">", ">=")) {
        assertThat(passes(path + operator + "1", path, nan)).as(operator).isFalse();
      }
      assertThat(passes(path + " != 1", path, nan)).isTrue();
      assertThat(passes(path + " IN (1, 2)", path, nan)).isFalse();
      assertThat(passes(path + " IN (1, 2)", path, one)).isTrue();
    }
  }

  @Test
  void numbersAreComparedInThePrecisionOfTheirField() {
    assertThat(passes("float_value = 0.1", "float_value", 0.1f)).isTrue();
    assertThat(passes("double_value = 0.1", "double_value", 0.1d)).isTrue();
    assertThat(passes("double_value = -0.0", "double_value", 0.0d)).isTrue();
    assertThat(passes("double_value = 0", "double_value", -0.0d)).isTrue();
    assertThat(passes("double_value > -1e-3", "double_value", 1e10d)).isTrue();
  }

  @Test
  void bytesAreOnlyEqualOrNot() {
    ByteString bytes = ByteString.copyFrom(new byte[] {(byte) 0xff, 0});
    assertThat(passes("bytes_value = \"/wA=\"", "bytes_value", bytes)).isTrue();
    assertThat(passes("bytes_value IN (\"/wA=\", \"AA==\")", "bytes_value", bytes)).isTrue();
    assertThat(passes("bytes_value != \"/wA=\"", "bytes_value", bytes)).isFalse();
  }

  @Test
  void timesOfDynamicMessagesAreTimes() {
    FieldPath path = FieldPath.parse(TYPE.descriptor(), "metadata.create_time");
    DynamicMessage time =
        DynamicMessage.newBuilder(path.field().getMessageType())
            .setField(path.field().getMessageType().findFieldByName("seconds"), 60L)
            .build();
    assertThat(passes("metadata.create_time > \"1970-01-01T00:00:30Z\"", path.text(), time))
        .isTrue();
    assertThat(passes("metadata.create_time = \"1970-01-01T00:01:00Z\"", path.text(), time))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "float_value = 1e39      ~ a number that its type can hold",
        "double_value = 1e400    ~ a number that its type can hold",
        "double_value = \"1\"    ~ expected a number",
        "double_value = .5       ~ expected a number",
        "double_value = 1.       ~ expected a number",
        "uint32_value = -1       ~ an integer of 32 bits, 0 or more",
        "uint32_value = 4294967296 ~ an integer of 32 bits",
        "uint64_value = 18446744073709551616 ~ an integer of 64 bits",
        "sint32_value = 5e0      ~ an integer of 32 bits",
        "sint32_value = 007      ~ an integer of 32 bits",
        "bytes_value = \"-\"     ~ standard base64",
        "bytes_value < \"AA==\"  ~ holds bytes; expected = or !=",
        "owner = {}              ~ text in double quotes"
      })
  void valuesThatDoNotFitAreRefused(String text, String message) {
    assertThatThrownBy(() -> Filter.parse(TYPE, text))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining(message);
  }

  @Test
  void ordersAndTokensKnowTheseTypesToo() {
    for (Object[] ascending :
        new Object[][] {
          {"uint32_value", 1, -1},
          {"uint64_value", 1L, -1L},
          {"sint32_value", -1, 1},
          {"double_value", -1d, Double.NaN},
          {
            "bytes_value",
            ByteString.copyFromUtf8("a"),
            ByteString.copyFrom(new byte[] {(byte) 0xff})
          },
        }) {
      OrderBy order = OrderBy.parse(TYPE, (String) ascending[0]);
      OrderBy.Key one = order.key(probe((String) ascending[0], ascending[1]));
      OrderBy.Key other = order.key(probe((String) ascending[0], ascending[2]));
      assertThat(order.comparator().compare(one, other)).as("%s", ascending[0]).isNegative();
      String token =
          new PageToken.AtKey(PageToken.Direction.AFTER, PageToken.Inclusion.EXCLUSIVE, one)
              .text(TYPE, order);
      assertThat(((PageToken.AtKey) PageToken.parse(TYPE, order, token)).key()).isEqualTo(one);
    }
  }
}
