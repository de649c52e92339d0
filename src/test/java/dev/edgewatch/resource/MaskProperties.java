package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.devices.v1.Device;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Masks against naive models over messages taken apart. */
class MaskProperties {
  private static final int TRIES = 6_000;

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void projectingKeepsWhatThePathsNameAndNothingElse(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Device device = RandomMessages.any(random).next(Device.getDefaultInstance());
    Mask mask = masks(random, RandomMasks.Paths.ALL);

    assertThat(Leaves.of(mask.project(device)))
        .isEqualTo(Leaves.select(Leaves.of(device), Leaves.selectedBy(mask.paths())));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void projectingBytesIsProjectingTheMessage(@ForAll long seed)
      throws InvalidProtocolBufferException {
    var random = new SplittableRandom(seed);
    Device device = RandomMessages.any(random).next(Device.getDefaultInstance());
    Mask mask = masks(random, RandomMasks.Paths.ALL);

    assertThat(Device.parseFrom(mask.project(device.toByteString())))
        .isEqualTo(mask.project(device));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void aUnionSelectsWhatEitherSelects(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Map<String, Object> leaves =
        Leaves.of(RandomMessages.any(random).next(Device.getDefaultInstance()));
    Mask one = masks(random, RandomMasks.Paths.ALL);
    Mask other = masks(random, RandomMasks.Paths.ALL);

    Predicate<String> either = Leaves.selectedBy(one.paths()).or(Leaves.selectedBy(other.paths()));
    Mask union = one.union(other);

    assertThat(Leaves.select(leaves, Leaves.selectedBy(union.paths())))
        .isEqualTo(Leaves.select(leaves, either));
    assertThat(union).isEqualTo(other.union(one));
    assertThat(union.covers(one) && union.covers(other)).isTrue();
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void subtractingLeavesWhatOnlyTheFirstSelects(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Device device = RandomMessages.withoutEmptyOnes(random).next(Device.getDefaultInstance());
    Map<String, Object> scalars = Leaves.of(device);
    scalars.values().removeIf(value -> value.equals("an item") || value.equals("empty"));
    Mask one = masks(random, RandomMasks.Paths.WHOLE_MAPS_AND_LISTS);
    Mask other = masks(random, RandomMasks.Paths.WHOLE_MAPS_AND_LISTS);

    Predicate<String> onlyOne =
        Leaves.selectedBy(one.paths()).and(Leaves.selectedBy(other.paths()).negate());
    Mask rest = one.subtract(other);

    assertThat(Leaves.select(scalars, Leaves.selectedBy(rest.paths())))
        .isEqualTo(Leaves.select(scalars, onlyOne));
    assertThat(rest.intersects(other)).isFalse();
    assertThat(one.subtract(one).isEmpty()).isTrue();
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void coveringAndIntersectingGoByBeginningsOfPaths(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    List<FieldPath> one = masks(random, RandomMasks.Paths.ALL).paths();
    List<FieldPath> other = masks(random, RandomMasks.Paths.ALL).paths();
    Mask first = Mask.ofPaths(Device.getDescriptor(), one);
    Mask second = Mask.ofPaths(Device.getDescriptor(), other);

    assertThat(first.covers(second))
        .isEqualTo(other.stream().allMatch(path -> anyWithin(path, one)));
    assertThat(first.intersects(second))
        .isEqualTo(
            other.stream()
                .anyMatch(
                    path -> anyWithin(path, one) || one.stream().anyMatch(p -> within(p, path))));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void copyingTakesTheNamedFromTheSourceAndTheRestFromTheTarget(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Device target = RandomMessages.withoutEmptyOnes(random).next(Device.getDefaultInstance());
    Device source = RandomMessages.withoutEmptyOnes(random).changed(target, 5);
    Mask mask = masks(random, RandomMasks.Paths.NOT_THROUGH_LISTS);
    Device.Builder copy = target.toBuilder();
    mask.copy(source, copy);

    Predicate<String> named = Leaves.selectedBy(mask.paths());
    Map<String, Object> expected = Leaves.select(Leaves.of(source), named);
    expected.putAll(Leaves.select(Leaves.of(target), named.negate()));
    Map<String, Object> actual = Leaves.of(copy.build());
    actual.values().removeIf("empty"::equals);
    expected.values().removeIf("empty"::equals);
    assertThat(actual).isEqualTo(expected);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void copyingChangesNothingOutsideTheMask(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Device target = RandomMessages.any(random).next(Device.getDefaultInstance());
    Device source = RandomMessages.any(random).changed(target, 5);
    Mask mask = masks(random, RandomMasks.Paths.WHOLE_MAPS_AND_LISTS);
    Device.Builder copy = target.toBuilder();
    mask.copy(source, copy);

    assertThat(Mask.diff(target, copy.build()).subtract(mask).paths()).isEmpty();
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void copyingTheDifferencesMakesMessagesEqual(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Device one = RandomMessages.any(random).next(Device.getDefaultInstance());
    Device other = RandomMessages.any(random).changed(one, 3);
    Mask differences = Mask.diff(one, other);
    Device.Builder copy = one.toBuilder();
    differences.copy(other, copy);

    assertThat(SemanticEquality.equal(copy.build(), other)).isTrue();
    assertThat(differences.isEmpty()).isEqualTo(SemanticEquality.equal(one, other));
    assertThat(differences).isEqualTo(Mask.diff(other, one));
  }

  private static Mask masks(SplittableRandom random, RandomMasks.Paths allowed) {
    return new RandomMasks(random, allowed).next(Device.getDescriptor());
  }

  private static boolean anyWithin(FieldPath inner, List<FieldPath> outer) {
    return outer.stream().anyMatch(path -> within(inner, path));
  }

  private static boolean within(FieldPath inner, FieldPath outer) {
    return Leaves.isWithin(inner.text().replace('.', '/'), outer.text().replace('.', '/'));
  }
}
