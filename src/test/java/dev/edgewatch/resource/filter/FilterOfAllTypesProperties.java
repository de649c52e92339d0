package dev.edgewatch.resource.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.RandomMessages;
import dev.edgewatch.resource.RandomNames;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Filters over any scalar field of any type. */
class FilterOfAllTypesProperties {
  private static final List<ResourceType> TYPES =
      Catalog.compiled().types().stream().filter(ResourceType::stored).toList();

  /** A resource of any type and one of its scalar fields. */
  private static final class Case {
    private final SplittableRandom random;
    private final ResourceType type;
    private final Message resource;
    private final FieldPath path;

    Case(long seed) {
      random = new SplittableRandom(seed);
      type = TYPES.get(random.nextInt(TYPES.size()));
      Message message = RandomMessages.any(random).next(type.defaultInstance());
      resource = type.withName(message, new RandomNames(random).next(type));
      List<FieldPath> scalars = new ArrayList<>();
      collect("", type.descriptor().getFields(), 0, scalars);
      path = scalars.get(random.nextInt(scalars.size()));
    }

    private void collect(
        String prefix, List<FieldDescriptor> fields, int depth, List<FieldPath> scalars) {
      for (FieldDescriptor field : fields) {
        String text = prefix + field.getName();
        if (field.isRepeated()) {
          continue;
        }
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
          scalars.add(FieldPath.parse(type.descriptor(), text));
        } else if (depth < 4 && !field.getMessageType().getFullName().startsWith("google.")) {
          collect(text + ".", field.getMessageType().getFields(), depth + 1, scalars);
        }
      }
    }

    Optional<Object> value() {
      return path.value(resource);
    }

    boolean namesResources() {
      return path.text().equals("name")
          || type.references().stream().anyMatch(reference -> reference.path().equals(path));
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void aFieldIsEqualToWhatItHolds(@ForAll long seed) {
    Case one = new Case(seed);
    Object value = one.value().orElseThrow();
    // References may hold anything in random messages, and filters only names of their target.
    if (isNan(value) || (one.namesResources() && !one.path.text().equals("name"))) {
      return;
    }
    Filter equal = Filter.parse(one.type, one.path.text() + " = " + literal(one, value));
    assertThat(equal.test(one.resource)).as("%s %s%n%s", one.type, equal, one.resource).isTrue();
    assertThat(Filter.parse(one.type, "NOT " + equal.text()).test(one.resource)).isFalse();
    Filter different = Filter.parse(one.type, one.path.text() + " != " + literal(one, value));
    assertThat(different.test(one.resource)).as("%s", different).isFalse();
    assertThat(Filter.parse(one.type, equal.text())).isEqualTo(equal);
    assertThat(equal.satisfies(equal)).isTrue();
  }

  private static boolean isNan(Object value) {
    return (value instanceof Double number && number.isNaN())
        || (value instanceof Float small && small.isNaN());
  }

  private static String literal(Case one, Object value) {
    return switch (value) {
      case String text -> QuotedText.print(text);
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case ByteString bytes -> '"' + Base64.getEncoder().encodeToString(bytes.toByteArray()) + '"';
      case EnumValueDescriptor named ->
          one.random.nextBoolean() ? '"' + named.getName() + '"' : "" + named.getNumber();
      case Integer number -> isUnsigned(one) ? Integer.toUnsignedString(number) : number.toString();
      case Long number -> isUnsigned(one) ? Long.toUnsignedString(number) : number.toString();
      case Double number -> number.toString();
      case Float number -> number.toString();
      default -> throw new IllegalArgumentException(one.path + " holds a " + value.getClass());
    };
  }

  private static boolean isUnsigned(Case one) {
    return switch (one.path.field().getType()) {
      case UINT32, FIXED32, UINT64, FIXED64 -> true;
      default -> false;
    };
  }
}
