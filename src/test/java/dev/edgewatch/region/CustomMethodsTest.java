package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import dev.edgewatch.api.meta.v1.BeginUpgradeRequest;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CustomMethodsTest {
  private static final String BEGIN = "goten.meta.v1.DeploymentService/BeginUpgrade";

  /** Nothing is implemented, and all is listed but this. */
  private static NotOffered allBut(String... offered) {
    return new NotOffered(
        Catalog.compiled().methods().stream()
            .map(DeclaredMethod::fullName)
            .filter(name -> !List.of(offered).contains(name))
            .collect(Collectors.toMap(name -> name, name -> "of this test")));
  }

  private static Map<String, CustomMethod<?, ?>> bind(
      NotOffered notOffered, CustomMethod<?, ?>... methods) {
    return CustomMethods.bind(
        Catalog.compiled().methods(),
        Set.of("ntt.devices.v1.DeviceService/GetDevice"),
        List.of(methods),
        notOffered);
  }

  private static CustomMethod<?, ?> begin() {
    return new CustomMethod.Snapshot<>(
        BEGIN,
        BeginUpgradeRequest.getDefaultInstance(),
        Empty.getDefaultInstance(),
        (context, request, session) -> Empty.getDefaultInstance());
  }

  @Test
  void whatIsImplementedIsBoundByItsName() {
    assertThat(bind(allBut(BEGIN), begin())).containsOnlyKeys(BEGIN);
  }

  @Test
  void anRpcThatNothingImplementsStopsTheStart() {
    assertThatThrownBy(() -> bind(allBut(BEGIN)))
        .isInstanceOf(RegionStartException.class)
        .hasMessage(
            BEGIN
                + " is declared in goten/meta-service/proto/v1/deployment_custom.proto, "
                + "but nothing implements it");
  }

  @Test
  void soDoesAnImplementationThatNothingDeclares() {
    CustomMethod<?, ?> strange =
        new CustomMethod.Unary<>(
            "ntt.devices.v1.DeviceService/Explode",
            Empty.getDefaultInstance(),
            Empty.getDefaultInstance(),
            (context, request) -> request);
    assertThatThrownBy(() -> bind(allBut(), strange))
        .hasMessage(
            "ntt.devices.v1.DeviceService/Explode is implemented, but no proto declares it");
    assertThatThrownBy(() -> bind(new NotOffered(Map.of("a.B/C", "x"))))
        .hasMessageContaining("but nothing implements it");
  }

  @Test
  void soDoesAMethodThatIsBothImplementedAndNotOffered() {
    assertThatThrownBy(() -> bind(allBut(), begin()))
        .hasMessage(BEGIN + " is implemented, and listed as not offered");
  }

  @Test
  void soDoesAMethodOfAnotherKindOrWithOtherMessagesOrAnotherTransaction() {
    CustomMethod<?, ?> withoutSession =
        new CustomMethod.Unary<>(
            BEGIN,
            BeginUpgradeRequest.getDefaultInstance(),
            Empty.getDefaultInstance(),
            (context, request) -> Empty.getDefaultInstance());
    CustomMethod<?, ?> otherMessages =
        new CustomMethod.Snapshot<>(
            BEGIN,
            Empty.getDefaultInstance(),
            Empty.getDefaultInstance(),
            (context, request, session) -> Empty.getDefaultInstance());
    for (CustomMethod<?, ?> wrong : List.of(withoutSession, otherMessages)) {
      assertThatThrownBy(() -> bind(allBut(BEGIN), wrong))
          .hasMessageStartingWith(BEGIN + " is implemented otherwise than");
    }
  }

  @Test
  void whatTheListNamesIsDeclaredAndHasAReason() {
    NotOffered list = NotOffered.list();
    assertThat(list.reasons().values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    assertThat(list.refusal("ntt.devices.v1.DeviceService/Heartbeat")).isEmpty();
  }
}
