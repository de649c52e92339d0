package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.routing.WireMethods;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Methods that a region does not have, and those that it need not have. */
class UnknownMethodsTest {
  private static final String REFLECTION = "grpc.reflection.v1.ServerReflection";

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region =
        TestRegion.start(
            issuer, settings -> settings.withReflection(RegionSettings.Reflection.NOBODY));
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Code called(Channel channel, String service, String method) throws Exception {
    MethodDescriptor<ByteString, ByteString> unknown =
        WireMethods.of(service, method, MethodType.BIDI_STREAMING);
    return Ending.of(channel, unknown, ByteString.EMPTY).get().status().getCode();
  }

  @Test
  void whatItDoesNotHaveIsUnimplementedForEverybody() throws Exception {
    for (Channel caller :
        List.of(region.channel(), region.ann().channel(), region.operator().channel())) {
      assertThat(called(caller, "ntt.devices.v1.DeviceService", "DropDevices"))
          .isEqualTo(Code.UNIMPLEMENTED);
      assertThat(called(caller, "ntt.devices.v1.DeviceService", "getDevice"))
          .isEqualTo(Code.UNIMPLEMENTED);
      assertThat(called(caller, "no.such.Service", "Get")).isEqualTo(Code.UNIMPLEMENTED);
      assertThat(called(caller, "grpc.channelz.v1.Channelz", "GetServers"))
          .isEqualTo(Code.UNIMPLEMENTED);
    }
  }

  @Test
  void reflectionIsNotThereWhenTheSettingSaysSo() throws Exception {
    assertThat(called(region.operator().channel(), REFLECTION, "ServerReflectionInfo"))
        .isEqualTo(Code.UNIMPLEMENTED);
    assertThat(
            called(
                region.operator().channel(),
                "grpc.reflection.v1alpha.ServerReflection",
                "ServerReflectionInfo"))
        .isEqualTo(Code.UNIMPLEMENTED);
  }
}
