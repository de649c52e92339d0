package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Masks of all types against naive models over messages taken apart. */
class MaskProperties {
  private static final List<ResourceType> TYPES = List.copyOf(Catalog.compiled().types());

  @Property(shrinking = ShrinkingMode.OFF)
  void projectingKeepsWhatThePathsNameAndNothingElse(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Message message = RandomMessages.any(random).next(example(random));
    Mask mask = masks(random, message, RandomMasks.Paths.ALL);

    assertThat(Leaves.of(mask.project(message)))
        .isEqualTo(Leaves.select(Leaves.of(message), Leaves.selectedBy(mask.paths())));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void projectingBytesIsProjectingTheMessage(@ForAll long seed)
      throws InvalidProtocolBufferException {
    var random = new SplittableRandom(seed);
    Message message = RandomMessages.any(random).next(example(random));
    Mask mask = masks(random, message, RandomMasks.Paths.ALL);

    assertThat(message.getParserForType().parseFrom(mask.project(message.toByteString())))
        .isEqualTo(mask.project(message));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void aUnionSelectsWhatEitherSelects(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Message message = RandomMessages.any(random).next(example(random));
    Map<String, Object> leaves = Leaves.of(message);
    Mask one = masks(random, message, RandomMasks.Paths.ALL);
    Mask other = masks(random, message, RandomMasks.Paths.ALL);

    Predicate<String> either = Leaves.selectedBy(one.paths()).or(Leaves.selectedBy(other.paths()));
    Mask union = one.union(other);

    assertThat(Leaves.select(leaves, Leaves.selectedBy(union.paths())))
        .isEqualTo(Leaves.select(leaves, either));
    assertThat(union).isEqualTo(other.union(one));
    assertThat(union.covers(one) && union.covers(other)).isTrue();
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void subtractingLeavesWhatOnlyTheFirstSelects(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Message message = RandomMessages.withoutEmptyOnes(random).next(example(random));
    Map<String, Object> scalars = Leaves.of(message);
    scalars.values().removeIf(value -> value.equals("an item") || value.equals("empty"));
    Mask one = masks(random, message, RandomMasks.Paths.WHOLE_MAPS_AND_LISTS);
    Mask other = masks(random, message, RandomMasks.Paths.WHOLE_MAPS_AND_LISTS);

    Predicate<String> onlyOne =
        Leaves.selectedBy(one.paths()).and(Leaves.selectedBy(other.paths()).negate());
    Mask rest = one.subtract(other);

    assertThat(Leaves.select(scalars, Leaves.selectedBy(rest.paths())))
        .isEqualTo(Leaves.select(scalars, onlyOne));
    assertThat(rest.intersects(other)).isFalse();
    assertThat(one.subtract(one).isEmpty()).isTrue();
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void coveringAndIntersectingGoByBeginningsOfPaths(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Message message = example(random);
    List<FieldPath> one = masks(random, message, RandomMasks.Paths.ALL).paths();
    List<FieldPath> other = masks(random, message, RandomMasks.Paths.ALL).paths();
    Mask first = Mask.ofPaths(message.getDescriptorForType(), one);
    Mask second = Mask.ofPaths(message.getDescriptorForType(), other);

    assertThat(first.covers(second))
        .isEqualTo(other.stream().allMatch(path -> anyWithin(path, one)));
    assertThat(first.intersects(second))
        .isEqualTo(
            other.stream()
                .anyMatch(
                    path -> anyWithin(path, one) || one.stream().anyMatch(p -> within(p, path))));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void copyingTakesTheNamedFromTheSourceAndTheRestFromTheTarget(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Message target = RandomMessages.withoutEmptyOnes(random).next(exampleWithoutChoices(random));
    Message source = RandomMessages.withoutEmptyOnes(random).changed(target, 5);
    Mask mask = masks(random, target, RandomMasks.Paths.NOT_THROUGH_LISTS);
    Message.Builder copy = target.toBuilder();
    mask.copy(source, copy);

    Predicate<String> named = Leaves.selectedBy(mask.paths());
    Map<String, Object> expected = Leaves.select(Leaves.of(source), named);
    expected.putAll(Leaves.select(Leaves.of(target), named.negate()));
    Map<String, Object> actual = Leaves.of(copy.build());
    actual.values().removeIf("empty"::equals);
    expected.values().removeIf("empty"::equals);
    assertThat(actual).isEqualTo(expected);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void copyingChangesNothingOutsideTheMask(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Message target = RandomMessages.any(random).next(exampleWithoutChoices(random));
    Message source = RandomMessages.any(random).changed(target, 5);
    Mask mask = masks(random, target, RandomMasks.Paths.WHOLE_MAPS_AND_LISTS);
    Message.Builder copy = target.toBuilder();
    mask.copy(source, copy);

    assertThat(Mask.diff(target, copy.build()).subtract(mask).paths()).isEmpty();
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void copyingTheDifferencesMakesMessagesEqual(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Message one = RandomMessages.any(random).next(example(random));
    Message other = RandomMessages.any(random).changed(one, 3);
    Mask differences = Mask.diff(one, other);
    Message.Builder copy = one.toBuilder();
    differences.copy(other, copy);

    assertThat(SemanticEquality.equal(copy.build(), other)).isTrue();
    assertThat(differences.isEmpty()).isEqualTo(SemanticEquality.equal(one, other));
    assertThat(differences).isEqualTo(Mask.diff(other, one));
  }

  /** An empty message of any type. */
  private static Message example(SplittableRandom random) {
    return TYPES.get(random.nextInt(TYPES.size())).defaultInstance();
  }

  /**
   * Of a type without oneofs: to set one member of a oneof is to clear the other ones, whatever the
   * mask says.
   */
  private static Message exampleWithoutChoices(SplittableRandom random) {
    Message example = example(random);
    boolean choices = hasChoices(example.getDescriptorForType(), new HashSet<>());
    return choices ? exampleWithoutChoices(random) : example;
  }

  private static boolean hasChoices(Descriptor message, Set<Descriptor> visited) {
    return visited.add(message)
        && (!message.getRealOneofs().isEmpty()
            || message.getFields().stream()
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                .anyMatch(field -> hasChoices(field.getMessageType(), visited)));
  }

  private static Mask masks(SplittableRandom random, Message message, RandomMasks.Paths allowed) {
    return new RandomMasks(random, allowed).next(message.getDescriptorForType());
  }

  private static boolean anyWithin(FieldPath inner, List<FieldPath> outer) {
    return outer.stream().anyMatch(path -> within(inner, path));
  }

  private static boolean within(FieldPath inner, FieldPath outer) {
    return Leaves.isWithin(inner.text().replace('.', '/'), outer.text().replace('.', '/'));
  }
}
