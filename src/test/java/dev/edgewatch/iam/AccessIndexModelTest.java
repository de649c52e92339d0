package dev.edgewatch.iam;

import com.google.common.net.InetAddresses;
import com.google.protobuf.Message;
import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.FieldValues;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.region.Sweep;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.watch.FakeFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the index has kept of everybody's grants, against what all rows say, after each of many
 * changes. Whoever is decided about differently after a change has been named to those who listen,
 * because open streams are asked again only then.
 */
class AccessIndexModelTest {
  private static final int CHANGES = 2_500;
  private static final int STANDING = 12;
  private static final int WISHES = 7;

  private final SplittableRandom seed = new SplittableRandom(11);
  private final RandomAccess random = new RandomAccess(seed);
  private final NaiveAccess model = new NaiveAccess();

  /** The same without what silent regions say. */
  private final NaiveAccess counting = new NaiveAccess();

  private HeardRegions heard = RandomAccess.heard(Set.of("here", "west", "east"));
  private final FakeFeed feed = new FakeFeed();
  private final Sweep sweep = new Sweep("decisions");

  /** What stays the same from change to change. */
  private final List<NaiveAccess.Wish> standing = new ArrayList<>();

  private final List<AccessChange> told = new ArrayList<>();
  private int allowed;

  @Test
  void whatIsKeptDecidesAsAllRowsDo() {
    for (int i = 0; i < STANDING; i++) {
      standing.add(random.wish());
    }
    try (AccessIndex index = new AccessIndex(Catalog.compiled(), feed)) {
      index.heard(heard);
      index.onChange(told::add);
      for (int i = 0; i < CHANGES; i++) {
        step(index);
      }
    }
    if (allowed < CHANGES) {
      sweep.complain("only " + allowed + " were allowed; expected more for the sweep to say much");
    }
    sweep.end(100_000);
  }

  private void step(AccessIndex index) {
    List<List<Boolean>> before = decided(index);
    told.clear();
    String change = change(index);
    counting.rows.clear();
    model.rows.forEach(
        (name, row) -> {
          if (RandomAccess.counts(heard, row)) {
            counting.rows.put(name, row);
          }
        });
    List<List<Boolean>> after = decided(index);
    for (int p = 0; p < RandomAccess.PEOPLE.size(); p++) {
      Principal person = RandomAccess.PEOPLE.get(p);
      for (int w = 0; w < STANDING; w++) {
        String scope = ScopeNames.of(standing.get(w).object());
        if (!before.get(p).get(w).equals(after.get(p).get(w))
            && told.stream().noneMatch(one -> one.concerns(person, scope))) {
          sweep.complain(person + " was not told about " + standing.get(w) + " when " + change);
        }
      }
      for (int i = 0; i < WISHES; i++) {
        compare(
            index,
            person,
            i % 2 == 0 ? standing.get(seed.nextInt(STANDING)) : random.wish(),
            change);
      }
    }
  }

  private void compare(AccessIndex index, Principal person, NaiveAccess.Wish wish, String change) {
    boolean kept = isAllowed(index.held(person), index, wish);
    boolean confirmed = isAllowed(index.confirmed(person), index, wish);
    boolean known = heard.regions().contains(heard.access().orElseThrow());
    if (confirmed != (known ? counting.mayDo(person, wish) : isOperator(person))) {
      sweep.complain(
          "after "
              + change
              + " with "
              + heard
              + ", "
              + confirmed
              + " is confirmed to "
              + person
              + " who wants "
              + wish);
    }
    sweep.count();
    if (kept) {
      allowed++;
    }
    if (kept != model.mayDo(person, wish)) {
      sweep.complain(
          "after " + change + " the index says " + kept + " to " + person + " who wants " + wish);
    }
  }

  /** Whom everything belongs to, whatever is known of people. */
  private static boolean isOperator(Principal person) {
    return person instanceof Principal.Operator;
  }

  /** By the index alone, which so has everybody's grants at hand when the change comes. */
  private List<List<Boolean>> decided(AccessIndex index) {
    return RandomAccess.PEOPLE.stream()
        .map(
            person ->
                standing.stream()
                    .map(wish -> isAllowed(index.confirmed(person), index, wish))
                    .toList())
        .toList();
  }

  private static boolean isAllowed(HeldGrants held, AccessIndex index, NaiveAccess.Wish wish) {
    Ask ask =
        Ask.about(wish.permission(), wish.object(), index::above)
            .withResource(FieldValues.of(wish.resource()))
            .withRequest(FieldValues.of(wish.request()))
            .from(InetAddresses.forString(wish.address()));
    return held.decide(ask) instanceof Decision.Allowed;
  }

  private String change(AccessIndex index) {
    if (seed.nextInt(10) == 0) {
      heard = random.heard();
      index.heard(heard);
      return "others were heard";
    }
    Message row = random.row();
    ResourceType type =
        Catalog.compiled().type("iam.edgelq.com/" + row.getDescriptorForType().getName());
    String name = type.nameOf(row);
    if (model.rows.containsKey(name) && seed.nextInt(3) == 0) {
      model.rows.remove(name);
      feed.delete(type, name);
      return name + " went";
    }
    model.rows.put(name, row);
    feed.save(Resource.of(type, row));
    return name + " came";
  }
}
