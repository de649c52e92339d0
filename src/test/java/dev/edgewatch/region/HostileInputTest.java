package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every method of the API is sent what it should not be, by somebody who may do nearly all. */
class HostileInputTest {
  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void isRefusedWithAReasonOrAnswered(Hostile hostile) {
    Sweep sweep = new Sweep("every method, " + hostile);
    for (MethodDescriptor method : methods()) {
      ByteString request = hostile.request(method.getInputType());
      sweep.send(hostile.name(), region.operator(), wire(method), request, Verdict.either());
    }
    sweep.end(500);
  }

  private static List<MethodDescriptor> methods() {
    List<MethodDescriptor> methods = new ArrayList<>();
    DerivedDescriptors.compiled()
        .services()
        .forEach(service -> methods.addAll(service.getMethods()));
    assertThat(methods).hasSizeGreaterThan(500);
    return methods;
  }

  private static String name(MethodDescriptor method) {
    return method.getService().getFullName() + "/" + method.getName();
  }

  private static io.grpc.MethodDescriptor<ByteString, ByteString> wire(MethodDescriptor method) {
    return io.grpc.MethodDescriptor.newBuilder(WireMethods.BYTES, WireMethods.BYTES)
        .setType(type(method))
        .setFullMethodName(name(method))
        .build();
  }

  private static MethodType type(MethodDescriptor method) {
    if (method.isClientStreaming()) {
      return method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING;
    }
    return method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
  }
}
