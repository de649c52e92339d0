package dev.edgewatch.service.secrets;

import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.region.Sealing;
import dev.edgewatch.region.WriteRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code secrets.edgelq.com} does beside the standard methods, which are all it has. */
public final class SecretsService implements CustomService {
  private @Nullable SecretSealing sealing;

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    return List.of();
  }

  @Override
  public List<WriteRule> rules(Region region, ResourceEdits edits) {
    return List.of(new SecretRule(sealing(region)), new CryptoKeyRule(region.catalog()));
  }

  @Override
  public List<Sealing> sealings(Region region) {
    return List.of(sealing(region));
  }

  /** The same for both, with the keys that it has at hand. */
  private SecretSealing sealing(Region region) {
    if (sealing == null) {
      sealing = SecretSealing.of(region);
    }
    return sealing;
  }
}
