package dev.edgewatch.access;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.ScopeParam.FromValue;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import java.util.Optional;
import java.util.Set;

/**
 * Whose grants are worked out: some values of parameters are taken from him.
 *
 * @param resource his user or service account, if he has one
 */
public record Holder(Optional<Message> resource) {
  /** Nobody in particular. */
  public static final Holder ANYBODY = new Holder(Optional.empty());

  /** What a parameter takes from him; empty when he has no such thing. */
  Set<String> values(FromValue from) {
    String path =
        from.getSource() == FromValue.Source.PRINCIPAL_METADATA
            ? "metadata." + from.getPath()
            : from.getPath();
    return resource
        .filter(one -> isOfSource(one, from.getSource()))
        .flatMap(one -> FieldValues.of(one).at(path))
        .orElse(Set.of());
  }

  private static boolean isOfSource(Message resource, FromValue.Source source) {
    return switch (source) {
      case PRINCIPAL_USER -> resource instanceof User;
      case PRINCIPAL_SVCACC -> resource instanceof ServiceAccount;
      case PRINCIPAL_METADATA -> true;
      case UNDEFINED, UNRECOGNIZED -> false;
    };
  }
}
