package dev.edgewatch.console.bff;

import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;

/**
 * What one region is asked of a list that spans regions, so that each row comes once, from its
 * owner (contract section 8.4).
 *
 * @param parent with the region in it where names of the type carry one
 * @param filter with the owning region in it where they do not
 */
record RegionShare(String parent, String filter) {
  static RegionShare of(ResourceType type, String parent, Filter filter, String region) {
    if (type.regional()) {
      return new RegionShare(ofRegion(type, parent, region), filter.text());
    }
    Filter owned = Filter.parse(type, "metadata.syncing.owning_region = \"" + region + "\"");
    return new RegionShare(parent, filter.and(owned).text());
  }

  private static String ofRegion(ResourceType type, String text, String region) {
    ParentName parent = type.parseParent(text);
    return parent.isOfAllRegions() ? parent.in(region).text() : text;
  }
}
