package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.BatchGetUsersByEmailRequest;
import dev.edgewatch.api.iam.v1.BatchGetUsersByEmailResponse;
import dev.edgewatch.api.iam.v1.DeleteUsersByCriteriaRequest;
import dev.edgewatch.api.iam.v1.DeleteUsersByCriteriaResponse;
import dev.edgewatch.api.iam.v1.GetMySettingsRequest;
import dev.edgewatch.api.iam.v1.GetMySettingsResponse;
import dev.edgewatch.api.iam.v1.GetUserByEmailRequest;
import dev.edgewatch.api.iam.v1.IsUserVerifiedRequest;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenRequest;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenResponse;
import dev.edgewatch.api.iam.v1.SetMySettingsRequest;
import dev.edgewatch.api.iam.v1.UpdateUserNameRequest;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.iam.EmailHolders;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import io.grpc.Status.Code;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows of people, and what they may do with their own (contract section 11.1). */
class UsersTest {
  private static final ResourceType USER = Caller.type("iam.edgelq.com/User");

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static <A extends Message> A call(
      Caller caller, String method, Message request, A answer) {
    return caller.call("ntt.iam.v1.UserService/" + method, request, answer);
  }

  private static Caller person(String email) {
    return Caller.with(region.channel(), issuer.person(email));
  }

  private static Caller person(String subject, String email, boolean verified) {
    return Caller.with(
        region.channel(),
        issuer.signed(
            issuer
                .claims(subject)
                .claim("email", email)
                .claim("email_verified", verified)
                .build()));
  }

  private static User byEmail(String email) {
    return call(
        region.operator(),
        "GetUserByEmail",
        GetUserByEmailRequest.newBuilder().setEmail(email).build(),
        User.getDefaultInstance());
  }

  private static Map<String, String> settings(Caller caller) {
    return call(
            caller,
            "GetMySettings",
            GetMySettingsRequest.getDefaultInstance(),
            GetMySettingsResponse.getDefaultInstance())
        .getSettingsMap();
  }

  private static void set(Caller caller, String key, String value) {
    call(
        caller,
        "SetMySettings",
        SetMySettingsRequest.newBuilder().putSettings(key, value).build(),
        Empty.getDefaultInstance());
  }

  @Test
  void whoComesIsWrittenDown() {
    region.memberOf("acme").list(TestRegion.PROJECT, ListRequest.of(""));
    User user =
        await().ignoreExceptions().until(() -> byEmail("Member@acme.example"), found -> true);
    assertThat(user.getName())
        .isEqualTo(EmailHolders.userOf(issuer.issuer(), "member@acme.example"));
    assertThat(user.getEmail()).isEqualTo("member@acme.example");
    assertThat(user.getEmailVerified()).isTrue();
    assertThat(user.getAuthInfo().getProvider()).isEqualTo(issuer.issuer());
    assertThat(user.getAuthInfo().getId()).isEqualTo("member@acme.example");
    assertThat(user.hasRefreshedTime()).isTrue();
  }

  @Test
  void settingsAreEverybodysOwn() {
    Caller ben = person("ben@acme.example");
    set(ben, "theme", "dark");
    set(ben, "columns", "name");
    set(ben, "columns", "");
    assertThat(settings(ben)).containsExactly(Map.entry("theme", "dark"));
    assertThat(settings(person("ivy@acme.example"))).isEmpty();
    assertThat(
            call(
                    ben,
                    "GetMySettings",
                    GetMySettingsRequest.newBuilder().addKeys("other").build(),
                    GetMySettingsResponse.getDefaultInstance())
                .getSettingsMap())
        .isEmpty();
    assertThat(Caller.code(() -> set(region.agent(), "theme", "dark")))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void aNameIsWhatThePersonSays() {
    Caller cleo = person("cleo@acme.example");
    rename(cleo, " Cleo Ng ");
    assertThat(byEmail("cleo@acme.example").getFullName()).isEqualTo("Cleo Ng");
    assertThat(Caller.code(() -> rename(cleo, "Cleo\r\nBcc: all")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> rename(cleo, " "))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  private static void rename(Caller caller, String name) {
    call(
        caller,
        "UpdateUserName",
        UpdateUserNameRequest.newBuilder().setName(name).build(),
        Empty.getDefaultInstance());
  }

  @Test
  void whatAnIdTokenSaysIsTakenOverWhenItIsTheCallersOwn() {
    String own =
        issuer.signed(
            issuer
                .claims("dan@acme.example")
                .audience("edgewatch-console")
                .claim("name", "Dan Fox")
                .claim("email", "Dan@Acme.example")
                .claim("email_verified", true)
                .build());
    refresh(person("dan@acme.example"), own);
    assertThat(byEmail("dan@acme.example").getFullName()).isEqualTo("Dan Fox");
    assertThat(Caller.code(() -> refresh(person("eve@acme.example"), own)))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            Caller.code(
                () -> refresh(person("dan@acme.example"), issuer.person("dan@acme.example"))))
        .isEqualTo(Code.UNAUTHENTICATED);
  }

  private static void refresh(Caller caller, String idToken) {
    call(
        caller,
        "RefreshUserFromIdToken",
        RefreshUserFromIdTokenRequest.newBuilder().setIdToken(idToken).build(),
        RefreshUserFromIdTokenResponse.getDefaultInstance());
  }

  @Test
  void anAddressThatIsAnothersBringsNothing() {
    set(person("first", "shared@acme.example", true), "a", "b");
    Caller second = person("second", "shared@acme.example", true);
    assertThat(Caller.code(() -> second.get(TestRegion.PROJECT, TestRegion.COLD_CHAIN)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(verified(second)).isEqualTo(Code.FAILED_PRECONDITION);
    set(second, "c", "d");
    assertThat(settings(second)).containsExactly(Map.entry("c", "d"));
    assertThat(byEmail("shared@acme.example").getAuthInfo().getId()).isEqualTo("first");
    call(
        region.operator(),
        "DeleteUsersByCriteria",
        DeleteUsersByCriteriaRequest.newBuilder()
            .setByEmail(
                DeleteUsersByCriteriaRequest.UserEmails.newBuilder()
                    .addValues("shared@acme.example"))
            .build(),
        DeleteUsersByCriteriaResponse.getDefaultInstance());
    await().untilAsserted(() -> assertThat(verified(second)).isEqualTo(Code.OK));
    assertThat(second.get(TestRegion.PROJECT, TestRegion.COLD_CHAIN).name())
        .isEqualTo(TestRegion.COLD_CHAIN);
  }

  private static Code verified(Caller caller) {
    return Caller.found(
            () ->
                call(
                    caller,
                    "GetMySettings",
                    GetMySettingsRequest.getDefaultInstance(),
                    GetMySettingsResponse.getDefaultInstance()))
        ? code(caller)
        : Code.NOT_FOUND;
  }

  private static Code code(Caller caller) {
    try {
      call(
          caller,
          "IsUserVerified",
          IsUserVerifiedRequest.getDefaultInstance(),
          Empty.getDefaultInstance());
      return Code.OK;
    } catch (io.grpc.StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  @Test
  void anAddressThatNobodyHasVerifiedIsNone() {
    Caller unverified = person("third", "third@acme.example", false);
    assertThat(code(unverified)).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(code(person("fourth", "fourth@acme.example", true))).isEqualTo(Code.OK);
  }

  @Test
  void usersAreFoundByTheirAddressesByThoseWhoMay() {
    set(person("gus@acme.example"), "secret", "x");
    BatchGetUsersByEmailResponse found =
        call(
            region.operator(),
            "BatchGetUsersByEmail",
            BatchGetUsersByEmailRequest.newBuilder()
                .addEmails("gus@acme.example")
                .addEmails("nobody@acme.example")
                .build(),
            BatchGetUsersByEmailResponse.getDefaultInstance());
    assertThat(found.getUsersList()).extracting(User::getEmail).containsExactly("gus@acme.example");
    assertThat(found.getMissingList()).containsExactly("nobody@acme.example");
    assertThat(
            Caller.code(
                () ->
                    call(
                        region.ann(),
                        "GetUserByEmail",
                        GetUserByEmailRequest.newBuilder().setEmail("gus@acme.example").build(),
                        User.getDefaultInstance())))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> byEmail("\" OR name != \""))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void onlyTwentyFiveAreDeletedAtOnceAndOnlyThoseThatMatch() {
    set(person("old-1", "old1@acme.example", true), "a", "b");
    set(person("new-1", "new1@acme.example", true), "a", "b");
    DeleteUsersByCriteriaRequest.Builder request =
        DeleteUsersByCriteriaRequest.newBuilder()
            .setByEmail(
                DeleteUsersByCriteriaRequest.UserEmails.newBuilder()
                    .addValues("old1@acme.example")
                    .addValues("new1@acme.example"))
            .setAuthInfoIdPrefix("old-");
    assertThat(
            call(
                    region.operator(),
                    "DeleteUsersByCriteria",
                    request.build(),
                    DeleteUsersByCriteriaResponse.getDefaultInstance())
                .getDeletedUsersList())
        .containsExactly(EmailHolders.userOf(issuer.issuer(), "old-1"));
    assertThat(byEmail("new1@acme.example").getAuthInfo().getId()).isEqualTo("new-1");
    request.getByEmailBuilder().addAllValues(Collections.nCopies(24, "x@acme.example"));
    assertThat(
            Caller.code(
                () ->
                    call(
                        region.operator(),
                        "DeleteUsersByCriteria",
                        request.build(),
                        DeleteUsersByCriteriaResponse.getDefaultInstance())))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void whatOperatorsWriteObeysTheSameRule() {
    region
        .operator()
        .create(
            USER,
            "",
            User.newBuilder().setName("users/made-1").setEmail("Made@Acme.example").build());
    assertThat(byEmail("made@acme.example").getName()).isEqualTo("users/made-1");
    assertThat(
            Caller.code(
                () ->
                    region
                        .operator()
                        .create(
                            USER,
                            "",
                            User.newBuilder()
                                .setName("users/made-2")
                                .setEmail("made@acme.example")
                                .build())))
        .isEqualTo(Code.ALREADY_EXISTS);
    region
        .operator()
        .update(
            USER,
            User.newBuilder().setName("users/made-1").setEmail("moved@acme.example").build(),
            "email");
    region
        .operator()
        .create(
            USER,
            "",
            User.newBuilder().setName("users/made-2").setEmail("made@acme.example").build());
    assertThat(byEmail("made@acme.example").getName()).isEqualTo("users/made-2");
  }
}
