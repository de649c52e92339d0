package dev.edgewatch.region;

import dev.edgewatch.api.region.v1.OutgoingReferences;
import dev.edgewatch.api.region.v1.ReferRequest;
import dev.edgewatch.api.region.v1.Target;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls to the regions that own what is referred to.
 *
 * @param region this one
 * @param siblings empty for a region that is alone
 */
record Telling(String region, Optional<Siblings> siblings) {
  private static final Duration SOON = Duration.ofSeconds(1);

  /**
   * Tells every region that may know of references of a resource which ones it has there now;
   * refuses with UNAVAILABLE when one of them does not answer, and with what it refuses.
   *
   * @param known what they may know of, all regions together
   * @param now what they are to know
   */
  void tell(OutgoingReferences known, List<Target> now) {
    Set<String> owners = new TreeSet<>();
    known.getTargetsList().forEach(target -> owners.add(target.getRegion()));
    owners.forEach(owner -> tell(owner, known, now));
  }

  private void tell(String owner, OutgoingReferences known, List<Target> now) {
    Target example =
        known.getTargetsList().stream()
            .filter(target -> target.getRegion().equals(owner))
            .findFirst()
            .orElseThrow();
    ReferRequest request =
        ReferRequest.newBuilder()
            .setRegion(region)
            .setReferrer(known.getReferrer())
            .setSequence(known.getSequence())
            .addAllTargets(now.stream().filter(target -> target.getRegion().equals(owner)).toList())
            .build();
    String type = example.getKey().getType();
    try {
      siblings
          .orElseThrow(() -> unreachable(known, example, "this region knows no other one"))
          .refer(owner, type.substring(0, type.indexOf('/')), request);
    } catch (RefusalException refused) {
      throw switch (refused.refusal()) {
        case Refusal.Unavailable away -> unreachable(known, example, away.message());
        case Refusal.Unsupported old -> unreachable(known, example, old.message());
        case Refusal said -> said.exception();
      };
    }
  }

  private static RefusalException unreachable(OutgoingReferences known, Target target, String why) {
    return new Refusal.Unavailable(
            "OWNER_UNREACHABLE",
            known.getReferrer().getName()
                + " refers to "
                + target.getKey().getName()
                + " of region "
                + target.getRegion()
                + ", which cannot be asked: "
                + why,
            SOON)
        .exception();
  }
}
