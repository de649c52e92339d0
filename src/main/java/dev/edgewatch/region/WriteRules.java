package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of all services by type; several of one type are asked one after the other. Complete
 * before the region takes calls; thread-safe.
 */
final class WriteRules {
  private volatile Map<ResourceType, List<WriteRule>> rules = Map.of();

  void add(List<WriteRule> more) {
    Map<ResourceType, List<WriteRule>> all = new HashMap<>(rules);
    for (WriteRule rule : more) {
      List<WriteRule> ofType = new ArrayList<>(all.getOrDefault(rule.type(), List.of()));
      ofType.add(rule);
      all.put(rule.type(), List.copyOf(ofType));
    }
    rules = Map.copyOf(all);
  }

  private List<WriteRule> of(Writing writing) {
    return rules.getOrDefault(writing.name().type(), List.of());
  }

  WriteRule.Creation creating(Writing writing, Message body) {
    WriteRule.Creation creation = WriteRule.Creation.of(body);
    for (WriteRule rule : of(writing)) {
      WriteRule.Creation next = rule.creating(writing, creation.stored());
      Message shown = creation.shownOnce().toBuilder().mergeFrom(next.shownOnce()).build();
      creation = new WriteRule.Creation(next.stored(), shown);
    }
    return creation;
  }

  Message updating(Writing writing, Message before, Message after) {
    Message result = after;
    for (WriteRule rule : of(writing)) {
      result = rule.updating(writing, before, result);
    }
    return result;
  }

  void deleting(Writing writing, Message gone) {
    of(writing).forEach(rule -> rule.deleting(writing, gone));
  }
}
