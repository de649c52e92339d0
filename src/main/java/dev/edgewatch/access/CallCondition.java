package dev.edgewatch.access;

import dev.edgewatch.api.iam.v1.Condition;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * What has to hold of a call, whatever it is about (contract section 11.4, executable conditions).
 */
public sealed interface CallCondition {
  /** Of the condition resource. */
  String name();

  boolean holds(Ask ask);

  /** In one sentence, for him who is refused. */
  String demand();

  /**
   * The call has to come from an allowed network and from no disabled one. No allowed network means
   * all of them. One that cannot be read means that nothing meets the condition.
   */
  record Address(String name, List<String> allowed, List<String> disabled)
      implements CallCondition {
    public Address {
      allowed = List.copyOf(allowed);
      disabled = List.copyOf(disabled);
    }

    @Override
    public boolean holds(Ask ask) {
      return ask.address()
          .filter(caller -> isReadable())
          .filter(caller -> allowed.isEmpty() || isIn(allowed, caller))
          .filter(caller -> !isIn(disabled, caller))
          .isPresent();
    }

    /** Of old rows; new ones are refused. */
    private boolean isReadable() {
      return Stream.concat(allowed.stream(), disabled.stream()).allMatch(CallCondition::isNetwork);
    }

    private static boolean isIn(List<String> networks, InetAddress caller) {
      return networks.stream()
          .anyMatch(network -> new IpAddressMatcher(network).matches(caller.getHostAddress()));
    }

    @Override
    public String demand() {
      return allowed.isEmpty()
          ? "calls from outside of " + String.join(", ", disabled)
          : "calls from " + String.join(", ", allowed);
    }
  }

  /** Nothing meets it: it does not exist, or is of a kind that is not evaluated. */
  record Never(String name, String demand) implements CallCondition {
    @Override
    public boolean holds(Ask ask) {
      return false;
    }
  }

  /** Whether a text is an address or a network in CIDR notation. */
  static boolean isNetwork(String text) {
    try {
      var _ = new IpAddressMatcher(text);
      return !text.isBlank();
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /**
   * What a condition demands; one that does not exist is never met.
   *
   * @param found the condition of that name, if there is one
   */
  static CallCondition of(String name, Optional<Condition> found) {
    return found
        .<CallCondition>map(
            condition ->
                switch (condition.getConditionCase()) {
                  case IP_CONDITION ->
                      new Address(
                          name,
                          condition.getIpCondition().getAllowedCidrsList(),
                          condition.getIpCondition().getDisabledCidrsList());
                  case ATTESTATION_CONDITION ->
                      new Never(name, "an attested device, which cannot be checked yet");
                  case CONDITION_NOT_SET ->
                      new Never(name, "an expression, and expressions are not evaluated");
                })
        .orElseGet(() -> new Never(name, "a condition that does not exist"));
  }
}
