package dev.edgewatch.console.bff.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.access.Decision.Lack;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Verdict FAR = denied("organizations/acme", Optional.empty());
  private static final Verdict NEAR =
      denied(
          "organizations/northwind",
          Optional.of(
              new Verdict.Near("Editor", "roleBindings/b", Lack.OBJECT, "elsewhere", List.of())));

  @Test
  void whatIsOfferedInOnePlaceIsOffered() {
    assertThat(Verdict.best(List.of(FAR, NEAR, new Verdict.Granted())).isOffered()).isTrue();
    assertThat(Verdict.best(List.of(FAR, new Verdict.Open())).isOffered()).isTrue();
  }

  @Test
  void aDenialIsAboutThePlaceWhereLeastIsMissing() {
    assertThat(Verdict.best(List.of(FAR, NEAR))).isEqualTo(NEAR);
    assertThat(Verdict.best(List.of(FAR, denied("", Optional.empty())))).isEqualTo(FAR);
  }

  @Test
  void ofNoPlaceNothingIsKnown() {
    assertThat(Verdict.best(List.of())).isEqualTo(new Verdict.Open());
  }

  private static Verdict denied(String object, Optional<Verdict.Near> nearest) {
    return new Verdict.Denied("p", object, object, nearest);
  }
}
