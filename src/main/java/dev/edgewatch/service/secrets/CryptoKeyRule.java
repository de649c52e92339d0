package dev.edgewatch.service.secrets;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.secrets.own.SealedData;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/** A key stays as long as there is a secret that it opens. */
record CryptoKeyRule(ResourceType type, ResourceType secrets) implements WriteRule {
  private static final int MOST_NAMED = 5;

  CryptoKeyRule(Catalog catalog) {
    this(catalog.type(CryptoKeys.TYPE), catalog.type("secrets.edgelq.com/Secret"));
  }

  @Override
  public void deleting(Writing writing, Message gone) {
    String key = writing.name().text();
    List<String> sealed =
        writing.session().list(secrets.parseParent(writing.name().parent().text())).stream()
            .filter(secret -> isSealedWith(key, secret))
            .map(Resource::name)
            .toList();
    if (!sealed.isEmpty()) {
      throw new Refusal.Precondition(
              "KEY_IN_USE",
              "CryptoKey '" + key + "' opens " + sealed.size() + " secrets; delete them first",
              sealed.subList(0, Math.min(MOST_NAMED, sealed.size())))
          .exception();
    }
  }

  private static boolean isSealedWith(String key, Resource row) {
    try {
      SealedData data = SealedData.parseFrom(((Secret) row.message()).getEncData());
      return data.getCryptoKey().equals(key);
    } catch (InvalidProtocolBufferException impossible) {
      return false;
    }
  }
}
