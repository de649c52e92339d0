package dev.edgewatch.resource.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.edgewatch.resource.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalStatusTest {

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal.Invalid(
            "FILTER_SYNTAX",
            "filter is 'a =='; expected a value at 4",
            List.of(
                new Refusal.Violation("filter", "expected a value", 4),
                new Refusal.Violation("parent", "empty", -1))),
        new Refusal.NotFound("there is no device 'd'", "projects/p/regions/r/devices/d"),
        new Refusal.AlreadyExists("there is a device 'd'", "projects/p/regions/r/devices/d"),
        new Refusal.Conflict("CAS_MISMATCH", "somebody was faster", "projects/p"),
        new Refusal.Precondition(
            "REFERENCED", "two rows refer to it", List.of("projects/a", "projects/b")),
        new Refusal.Unauthenticated("TOKEN_EXPIRED", "the token has expired"),
        new Refusal.Denied("devices.devices.update", "projects/p", "not for you"),
        new Refusal.Overload("too many", Duration.ofMillis(1500)),
        new Refusal.Unavailable("FEED_BEHIND", "not there yet", Duration.ofSeconds(2)),
        new Refusal.TooLarge("the request has 2 MiB; expected at most 1 MiB"),
        new Refusal.Unsupported("FILTER_UNSUPPORTED", "LIKE is not offered"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsEncodedIsReadBack(Refusal refusal) {
    Status status = RefusalStatus.encode(refusal);

    assertThat(RefusalStatus.decode(status)).isEqualTo(refusal);
    assertThat(RefusalStatus.isRefusal(status)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void noDetailComesTwice(Refusal refusal) {
    assertThat(RefusalStatus.encode(refusal).getDetailsList())
        .extracting(detail -> detail.getTypeUrl())
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsUnsettledIsNoRefusal() {
    for (Refusal.Unsettled.Cause cause : Refusal.Unsettled.Cause.values()) {
      Status status = RefusalStatus.encode(new Refusal.Unsettled(cause, "perhaps"));

      assertThat(RefusalStatus.isRefusal(status)).isFalse();
      assertThat(RefusalStatus.decode(status)).isInstanceOf(Refusal.Unavailable.class);
      assertThat(RefusalStatus.decode(status).reason()).isEqualTo(cause.name());
    }
  }

  @Test
  void theLargestStatusFitsIntoTheMetadataThatClientsTake() {
    String name = "n".repeat(256);
    Status status =
        RefusalStatus.encode(
            new Refusal.Precondition(
                "REFERENCED", "m".repeat(5_000), java.util.Collections.nCopies(40, name)));

    int base64 = status.getSerializedSize() * 4 / 3;
    int message = status.getMessage().length();
    assertThat(base64 + message).isLessThan(8 * 1024 - 1024);
  }

  @Test
  void theStatusOfAnotherServerBecomesTheNearestRefusal() {
    Status bare = Status.newBuilder().setCode(Code.DEADLINE_EXCEEDED_VALUE).build();

    assertThat(RefusalStatus.decode(bare)).isInstanceOf(Refusal.Unavailable.class);
    assertThat(RefusalStatus.isRefusal(bare)).isFalse();
  }
}
