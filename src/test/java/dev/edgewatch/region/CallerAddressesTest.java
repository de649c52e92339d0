package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Headers;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is trusted says where a call comes from, and nobody else does. */
class CallerAddressesTest {
  private static final ResourceType CONDITION = Caller.type("iam.edgelq.com/Condition");
  private static final String VIEWER = "vera@harbor.example";

  private static TestIssuer issuer;
  private static TestRegion trusting;
  private static TestRegion alone;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    trusting =
        TestRegion.start(
            issuer,
            settings ->
                settings.withCallers(
                    CallerAddresses.trusting(List.of("192.0.2.1", "127.0.0.0/8"))));
    alone = TestRegion.start(issuer);
    fill(trusting);
    fill(alone);
  }

  @AfterAll
  static void stop() {
    trusting.close();
    alone.close();
    issuer.close();
  }

  /** Somebody who sees devices from one network. */
  private static void fill(TestRegion region) {
    Caller operator = region.operator();
    operator.create(DEVICE, PARENT, device("d1", "Freezer"));
    String condition =
        operator
            .create(
                CONDITION,
                COLD_CHAIN,
                Condition.newBuilder()
                    .setName(COLD_CHAIN + "/conditions/office")
                    .setIpCondition(
                        Condition.IpCondition.newBuilder()
                            .addAllowedCidrs("10.1.0.0/16")
                            .addAllowedCidrs("2001:db8::/32"))
                    .build())
            .name();
    operator.create(
        ROLE_BINDING,
        COLD_CHAIN,
        RoleBinding.newBuilder()
            .setRole(PredefinedRoles.VIEWER)
            .setMember("user:" + VIEWER)
            .addExecutableConditions(ExecutableCondition.newBuilder().setCondition(condition))
            .build());
  }

  private static boolean sees(TestRegion region, String header, String value) {
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + issuer.person(VIEWER));
    if (!header.isEmpty()) {
      headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    }
    Caller viewer = new Caller(region.channel(), headers);
    try {
      viewer.get(DEVICE, PARENT + "/devices/d1");
      return true;
    } catch (StatusRuntimeException refused) {
      assertThat(refused.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-goten-original-ip | 10.1.2.3",
        "x-goten-original-ip | 2001:db8::7",
        "x-real-ip | 192.0.2.9, 10.1.2.3",
        "x-forwarded-for | 10.1.2.3",
        "x-forwarded-for | 203.0.113.5, 10.1.2.3, 192.0.2.9",
      })
  void aTrustedPeerSaysWhereACallComesFrom(String header, String value) {
    assertThat(sees(trusting, header, value)).isTrue();
    assertThat(sees(alone, header, value)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-goten-original-ip | 10.2.0.1",
        "x-goten-original-ip | office.example",
        "x-goten-original-ip | 10.1.2.3.4",
        "x-goten-original-ip | 10.1.2.3/16",
        "x-forwarded-for | 10.1.2.3, 203.0.113.5, 192.0.2.9",
        "x-forwarded-for | ,",
        "forwarded | for=10.1.2.3",
      })
  void whatIsAnotherAddressOrNoneOpensNothing(String header, String value) {
    assertThat(sees(trusting, header, value)).isFalse();
  }

  /** A proxy's own address would often be one of the networks that are allowed. */
  @Test
  void whatIsNoAddressIsNotTakenForThePeersOwn() {
    Caller operator = trusting.operator();
    operator.update(
        CONDITION,
        Condition.newBuilder()
            .setName(COLD_CHAIN + "/conditions/office")
            .setIpCondition(
                Condition.IpCondition.newBuilder()
                    .addAllowedCidrs("10.1.0.0/16")
                    .addAllowedCidrs("2001:db8::/32")
                    .addAllowedCidrs("127.0.0.0/8"))
            .build(),
        "ip_condition");
    assertThat(sees(trusting, "", "")).isTrue();
    assertThat(sees(trusting, "x-goten-original-ip", "unknown")).isFalse();
  }

  /** Else a region that trusts this one would believe whoever called it. */
  @Test
  void whatIsPassedOnIsWhatWasBelieved() throws Exception {
    Metadata forged = new Metadata();
    forged.put(Headers.ORIGINAL_IP, "10.1.2.3");
    InetAddress peer = InetAddress.ofLiteral("192.0.2.7");
    assertThat(Onward.of(forged, Optional.of(peer)).from("us-west2", "r").get(Headers.ORIGINAL_IP))
        .isEqualTo("192.0.2.7");
    assertThat(Onward.of(forged, Optional.empty()).from("us-west2", "r").get(Headers.ORIGINAL_IP))
        .isNull();
  }

  @Test
  void aNetworkThatIsNoneIsNotStartedWith() {
    assertThatThrownBy(() -> CallerAddresses.trusting(List.of("office")))
        .isInstanceOf(RegionStartException.class)
        .hasMessageContaining("'office'");
  }
}
