package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.resource.standard.SearchRequest;
import java.util.List;

/** One search, put to each region. */
record PhraseSearch(
    ResourceType type, String parent, String phrase, List<String> paths, int limit) {

  /** What a region finds; nothing when it does not answer. Blocks. */
  List<LiveRow> in(ResourceClient region) {
    var share = RegionShare.of(type, parent, Filter.all(type), region.region());
    var request =
        new SearchRequest(
            share.parent(),
            limit,
            "",
            "",
            share.filter(),
            FieldMask.newBuilder().addAllPaths(paths).build(),
            View.UNSPECIFIED,
            phrase);
    try {
      return region.search(request).resources().stream()
          .<LiveRow>map(
              found -> new ListReading.ReadRow(found.name(), region.region(), found.message()))
          .toList();
    } catch (RefusalException refused) {
      if (refused.refusal() instanceof Refusal.Invalid) {
        throw refused;
      }
      return List.of();
    }
  }
}
