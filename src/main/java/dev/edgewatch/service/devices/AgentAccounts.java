package dev.edgewatch.service.devices;

import dev.edgewatch.api.api.ServiceAccount;
import dev.edgewatch.api.iam.own.ProvisionedAccount;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.ServiceAccountEmails;
import dev.edgewatch.iam.Sha256;
import dev.edgewatch.region.Created;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Service accounts that are made for something and go with it: the account, its one key, the
 * binding that gives it a role, and a row that remembers what it was made for. All of it is written
 * in the session of whoever asks, so there is never an account without its holder, nor a holder
 * whose account is half there.
 */
final class AgentAccounts {
  private static final ResourceType MADE =
      ApiKeyHashes.CATALOG.type("region.edgewatch/ProvisionedAccount");
  private static final String KEY_FILE = "service_account";
  private static final int ID = 16;
  private static final String KEY = "/serviceAccountKeys/provisioned";

  private final ResourceType accounts;
  private final ResourceType keys;
  private final ResourceType bindings;
  private final String region;

  /** An account that had the name of another one would get what was bound to that one's. */
  private final RandomGenerator random = new SecureRandom();

  /**
   * An account to be made.
   *
   * @param holder the full name of what it is for, in whose project and region it will be
   * @param kind the first word of its id
   * @param title its display name
   * @param role what it is given: role, parameters and conditions of a binding
   * @param publicKey PEM; empty when the pair is to be made here
   */
  record Wanted(
      ResourceName holder, String kind, String title, RoleBinding role, String publicKey) {}

  /**
   * @param keyFile without a private key when a public one was sent
   */
  record Made(ResourceName account, ServiceAccount keyFile) {}

  AgentAccounts(Region region) {
    Catalog catalog = region.catalog();
    this.accounts = catalog.type("iam.edgelq.com/ServiceAccount");
    this.keys = catalog.type("iam.edgelq.com/ServiceAccountKey");
    this.bindings = catalog.type("iam.edgelq.com/RoleBinding");
    this.region = region.id();
  }

  ResourceName name(String account) {
    return accounts.parseName(account);
  }

  /** Whoever has the authority of the session must hold what the account is given. */
  Made make(MethodSession session, Wanted wanted) {
    String project = "projects/" + wanted.holder.segment("project").orElseThrow();
    String parent = project + "/regions/" + wanted.holder.segment("region").orElseThrow();
    String id = wanted.kind + "-" + HexFormat.of().toHexDigits(random.nextLong());
    ResourceName account = accounts.parseName(parent + "/serviceAccounts/" + id);
    session.create(
        account,
        dev.edgewatch.api.iam.v1.ServiceAccount.newBuilder()
            .setDisplayName(wanted.title)
            .setKind(dev.edgewatch.api.iam.v1.ServiceAccount.Kind.AGENT)
            .build());
    ServiceAccount keyFile = keyFile(account, key(session, account, wanted.publicKey));
    ResourceName binding = bind(session, account, wanted.role);
    session.create(
        MADE.parseName(rowName(account)),
        ProvisionedAccount.newBuilder()
            .setAccount(account.text())
            .setHolder(wanted.holder.text())
            .setBinding(binding.text())
            .build());
    return new Made(account, keyFile);
  }

  private ServiceAccountKey key(MethodSession session, ResourceName account, String publicKey) {
    try {
      Created key =
          session.created(
              keys.parseName(account.text() + KEY),
              ServiceAccountKey.newBuilder().setPublicKeyData(publicKey).build());
      return key.shown().as(ServiceAccountKey.class);
    } catch (RefusalException refused) {
      throw refused.refusal() instanceof Refusal.Invalid invalid ? ofSentKey(invalid) : refused;
    }
  }

  /** The same about the field in which the key was sent. */
  private static RefusalException ofSentKey(Refusal.Invalid invalid) {
    return Refusal.invalid(
        invalid.reason(),
        "external_pubkey",
        invalid.message().replace("public_key_data", "external_pubkey"));
  }

  private static ServiceAccount keyFile(ResourceName account, ServiceAccountKey key) {
    return ServiceAccount.newBuilder()
        .setType(KEY_FILE)
        .setClientEmail(ServiceAccountEmails.of(account))
        .setPrivateKeyId(key.getName())
        .setPrivateKey(key.getPrivateKeyData())
        .build();
  }

  /** In the project of the account. */
  private ResourceName bind(MethodSession session, ResourceName account, RoleBinding role) {
    ResourceName name =
        bindings.parseName(
            "projects/"
                + account.segment("project").orElseThrow()
                + "/roleBindings/"
                + account.id()
                + "."
                + account.segment("region").orElseThrow()
                + "."
                + Sha256.hex(role.getRole()).substring(0, ID));
    try {
      session.create(
          name,
          role.toBuilder().setMember("serviceAccount:" + ServiceAccountEmails.of(account)).build());
    } catch (RefusalException refused) {
      throw refused.refusal().reason().equals("OWNED_ELSEWHERE") ? boundElsewhere(name) : refused;
    }
    return name;
  }

  /** Two regions cannot commit together, and an account that waits for its role is half of one. */
  private RefusalException boundElsewhere(ResourceName binding) {
    return new Refusal.Precondition(
            "ROLES_BOUND_ELSEWHERE",
            "the account would be in region "
                + region
                + " and its RoleBinding '"
                + binding
                + "' in the region that controls the project; expected a device or policy of that"
                + " region",
            List.of(binding.text()))
        .exception();
  }

  /** What an account was made for; empty when somebody else has made it. */
  Optional<ProvisionedAccount> made(MethodSession session, String account) {
    return accounts
        .findName(account)
        .flatMap(name -> session.get(MADE.parseName(rowName(name))))
        .map(row -> row.as(ProvisionedAccount.class));
  }

  /** The same when it was made for this holder. */
  Optional<ProvisionedAccount> madeFor(MethodSession session, String account, String holder) {
    return made(session, account).filter(row -> row.getHolder().equals(holder));
  }

  /**
   * The account becomes that of another holder, with another role in place of the one it had.
   *
   * @param request the request that goes on referring to it
   */
  void handOver(
      MethodSession session,
      ProvisionedAccount made,
      ResourceName holder,
      RoleBinding role,
      String request) {
    unbind(session, made);
    ResourceName binding = bind(session, name(made.getAccount()), role);
    replace(
        session,
        made.toBuilder()
            .setHolder(holder.text())
            .setBinding(binding.text())
            .setRequest(request)
            .build());
  }

  /** The request that it came by refers to it no more. */
  void withoutRequest(MethodSession session, ProvisionedAccount made) {
    replace(session, made.toBuilder().clearRequest().build());
  }

  /** Nobody gets in with it any more; what refers to it may stay. */
  void lockOut(MethodSession session, ProvisionedAccount made) {
    unbind(session, made);
    ResourceName account = name(made.getAccount());
    session.list(keys.parseParent(account.text())).forEach(session::delete);
    replace(session, made.toBuilder().clearBinding().build());
  }

  /** The account goes, with its key and its role. */
  void delete(MethodSession session, ProvisionedAccount made) {
    unbind(session, made);
    session.get(name(made.getAccount())).ifPresent(session::delete);
  }

  private void unbind(MethodSession session, ProvisionedAccount made) {
    if (!made.getBinding().isEmpty()) {
      session.get(bindings.parseName(made.getBinding())).ifPresent(session::delete);
    }
  }

  private static void replace(MethodSession session, ProvisionedAccount made) {
    Resource row = session.require(MADE.parseName(made.getName()));
    session.replace(row, made);
  }

  private static String rowName(ResourceName account) {
    return "provisionedAccounts/" + account.text();
  }
}
