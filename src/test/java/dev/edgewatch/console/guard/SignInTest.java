package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.edgewatch.console.ScriptedProvider;
import dev.edgewatch.iam.TestIssuer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in, and whatever somebody may try there. */
class SignInTest {
  private static final String SIGN_IN = "/oauth2/authorization/edgewatch";

  private static GuardedConsole console;

  @BeforeAll
  static void start() {
    console = GuardedConsole.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static ScriptedProvider provider() {
    return console.provider();
  }

  @Test
  void whoSignsInIsWhereHeWantedToBeInASessionOfItsOwn() {
    Visitor ann = console.visitor();
    URI authorization = ann.sentToTheProvider("/invitations?name=a%2Fb");
    String before = ann.session().orElseThrow();

    HttpResponse<String> in =
        ann.get(ann.callback(authorization, provider().agreed(authorization, "ann")));

    assertThat(Visitor.location(in)).contains(console.url() + "/invitations?name=a%2Fb");
    assertThat(ann.session()).isPresent().get().isNotEqualTo(before);
    assertThat(in.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .endsWith("; Path=/; HttpOnly; SameSite=Lax");
    assertThat(ann.isSignedIn()).isTrue();
  }

  @Test
  void theProviderIsAskedForACodeThatIsBoundToThisBrowser() {
    var asked = ScriptedProvider.asked(console.visitor().sentToTheProvider("/"));

    assertThat(asked.getFirst("response_type")).isEqualTo("code");
    assertThat(asked.getFirst("code_challenge_method")).isEqualTo("S256");
    assertThat(asked.getFirst("code_challenge")).hasSize(43);
    assertThat(asked.getFirst("state")).hasSizeGreaterThan(20);
    assertThat(asked.getFirst("nonce")).hasSizeGreaterThan(20);
    assertThat(asked).doesNotContainKey("client_secret");
  }

  /** Answers that no provider of ours has given to this browser. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Answer {
    WITHOUT_STATE((asked, code) -> "?code=" + code),
    STATE_OF_SOMEBODY_ELSE((asked, code) -> "?code=" + code + "&state=another"),
    WITHOUT_CODE((asked, code) -> "?state=" + Visitor.state(asked)),
    UNKNOWN_CODE((asked, code) -> "?code=guessed&state=" + Visitor.state(asked)),
    CODE_TWICE((asked, code) -> right(asked, code) + "&code=another"),
    STATE_TWICE((asked, code) -> right(asked, code) + "&state=another"),
    ISSUER_TWICE((asked, code) -> right(asked, code) + "&iss=x&iss=y"),
    OTHER_ISSUER((asked, code) -> right(asked, code) + "&iss=https%3A%2F%2Fevil.example"),
    ERROR_AND_CODE((asked, code) -> right(asked, code) + "&error=access_denied&error=x");

    private final BiFunction<URI, String, String> query;

    Answer(BiFunction<URI, String, String> query) {
      this.query = query;
    }

    private static String right(URI asked, String code) {
      return "?code=" + code + "&state=" + Visitor.state(asked).replace("=", "%3D");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsNotForThisBrowserIsRefused(Answer answer) {
    Visitor visitor = console.visitor();
    URI authorization = visitor.sentToTheProvider("/");
    String code = provider().agreed(authorization, "ann");

    assertRefused(
        visitor, "/login/oauth2/code/edgewatch" + answer.query.apply(authorization, code));
  }

  /** ID tokens that OpenID Connect Core 1.0, section 3.1.3.7, says are not to be believed. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum IdToken {
    OTHER_NONCE(claims -> signed(claims.claim("nonce", "another"))),
    WITHOUT_NONCE(claims -> signed(claims.claim("nonce", null))),
    OTHER_ISSUER(claims -> signed(claims.issuer("https://evil.example"))),
    OTHER_AUDIENCE(claims -> signed(claims.audience("another-client"))),
    EXPIRED(claims -> signed(claims.expirationTime(Date.from(Instant.now().minusSeconds(600))))),
    WITHOUT_SUBJECT(claims -> signed(claims.subject(null))),
    UNSIGNED(claims -> new PlainJWT(claims.build()).serialize()),
    SIGNED_BY_ANOTHER(
        claims ->
            TestIssuer.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(provider().key().getKeyID())
                    .build(),
                claims.build(),
                TestIssuer.newKey()));

    private final Function<JWTClaimsSet.Builder, String> made;

    IdToken(Function<JWTClaimsSet.Builder, String> made) {
      this.made = made;
    }

    private static String signed(JWTClaimsSet.Builder claims) {
      return provider().sign(claims.build());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdTokenThatDoesNotHoldIsRefused(IdToken token) {
    Visitor visitor = console.visitor();
    URI authorization = visitor.sentToTheProvider("/");

    assertRefused(
        visitor,
        visitor.callback(authorization, provider().agreed(authorization, "ann", token.made)));
  }

  @Test
  void aProviderThatDoesNotGiveTokensKeepsNobodyWaitingForGood() {
    Visitor ann = console.visitor();
    URI authorization = ann.sentToTheProvider("/");
    CountDownLatch speaks = new CountDownLatch(1);
    provider().beforeTokens(() -> awaitIt(speaks));

    try {
      assertRefused(ann, ann.callback(authorization, provider().agreed(authorization, "ann")));
    } finally {
      provider().beforeTokens(() -> {});
      speaks.countDown();
    }
  }

  private static void awaitIt(CountDownLatch speaks) {
    try {
      speaks.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anAnswerIsGoodOnce() {
    Visitor ann = console.visitor();
    URI authorization = ann.sentToTheProvider("/");
    String callback = ann.callback(authorization, provider().agreed(authorization, "ann"));
    ann.get(callback);

    Visitor thief = console.visitor();
    assertRefused(thief, callback);
    assertThat(ann.get(callback).statusCode()).isEqualTo(401);
  }

  @Test
  void twoTabsThatBeginAtTheSameTimeEndWhereTheyWantedToBe() {
    Visitor ann = console.visitor();
    URI first = ann.sentToTheProvider("/organizations/acme");
    ann.forgetsTheSession();
    ann.sentToTheProvider("/organizations/acme");

    HttpResponse<String> lost = ann.get(ann.callback(first, provider().agreed(first, "ann")));
    URI anew = URI.create(Visitor.next(ann.get(Visitor.next(lost))));
    HttpResponse<String> in = ann.get(ann.callback(anew, provider().agreed(anew, "ann")));

    assertThat(Visitor.next(in)).isEqualTo(console.url() + "/organizations/acme");
    assertThat(ann.isSignedIn()).isTrue();
  }

  @Test
  void somebodyElsesAnswerDoesNotSignInHere() {
    Visitor attacker = console.visitor();
    URI authorization = attacker.sentToTheProvider("/");
    String callback = attacker.callback(authorization, provider().agreed(authorization, "mallory"));
    Visitor victim = console.visitor();
    victim.sentToTheProvider("/");

    assertRefused(victim, callback);
  }

  /**
   * State and nonce of this browser, and a code that somebody else has agreed to: only the proof of
   * possession (RFC 7636) stands against it.
   */
  @Test
  void somebodyElsesCodeWithOnesOwnStateIsRefused() {
    URI others = console.visitor().sentToTheProvider("/");
    Visitor victim = console.visitor();
    URI own = victim.sentToTheProvider("/");
    String nonce = ScriptedProvider.asked(own).getFirst("nonce");

    String code =
        provider()
            .agreed(
                others, "mallory", claims -> provider().sign(claims.claim("nonce", nonce).build()));

    assertRefused(victim, victim.callback(own, code));
  }

  /** What nobody has asked for in a session begins a sign-in anew, the first time. */
  private static void assertRefused(Visitor visitor, String callback) {
    HttpResponse<String> answer = visitor.get(callback);
    if (answer.statusCode() == 302) {
      assertThat(Visitor.location(answer)).contains(console.url() + SIGN_IN);
      assertThat(visitor.isSignedIn()).isFalse();
      answer = visitor.get(callback);
    }
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("This sign-in did not work").doesNotContain("evil.example");
    assertThat(visitor.isSignedIn()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "/?continue=https://evil.example",
        "/?redirect=//evil.example",
        "/https:evil.example",
        "/@evil.example/",
        "/javascript:alert(1)"
      })
  void aSignInLeadsNowhereElse(String page) {
    Visitor ann = console.visitor();
    URI authorization = ann.sentToTheProvider(page);
    String callback = ann.callback(authorization, provider().agreed(authorization, "ann"));

    HttpResponse<String> in =
        ann.get(callback + "&continue=https://evil.example&redirect_uri=//evil.example&target=//x");

    URI next = URI.create(Visitor.location(in).orElseThrow());
    assertThat(next.getAuthority()).isEqualTo(URI.create(console.url()).getAuthority());
    assertThat(next.getRawPath()).doesNotStartWith("//");
  }

  /** Nothing that stands in the address somebody wanted is taken for an answer of the provider. */
  @Test
  void aWantedAddressThatLooksLikeAnAnswerIsAnAddress() {
    String wanted = "/invitations?name=a&code=stolen&state=planted&iss=https%3A%2F%2Fevil.example";
    Visitor ann = console.visitor();
    URI authorization = ann.sentToTheProvider(wanted);
    assertThat(Visitor.state(authorization)).isNotEqualTo("planted");

    HttpResponse<String> in =
        ann.get(ann.callback(authorization, provider().agreed(authorization, "ann")));

    assertThat(Visitor.next(in)).isEqualTo(console.url() + wanted);
    assertThat(ann.get(Visitor.next(in)).statusCode()).isEqualTo(200);
    assertThat(ann.isSignedIn()).isTrue();
  }

  @Test
  void whatIsAskedAtASignOutLeadsNowhereElse() {
    Visitor ann = console.visitor();
    ann.signIn("/", "ann");

    HttpResponse<String> answer =
        ann.get("/logout?continue=//evil.example&post_logout_redirect_uri=https://evil.example");

    assertThat(Visitor.location(answer).orElse("")).doesNotContain("evil.example");
    assertThat(ann.isSignedIn()).isTrue();
  }

  @Test
  void anIdThatWasPlantedOrSeenBeforeIsWorthNothing() {
    Visitor attacker = console.visitor();
    attacker.get("/");
    String planted = attacker.session().orElseThrow();
    Visitor ann = console.visitor();
    ann.session(planted);

    ann.signIn("/", "ann");

    assertThat(ann.isSignedIn()).isTrue();
    assertThat(ann.session()).get().isNotEqualTo(planted);
    assertThat(attacker.isSignedIn()).isFalse();
  }

  @Test
  void anotherSignInInTheSameBrowserEndsTheFirst() {
    Visitor browser = console.visitor();
    browser.signIn("/", "ann");
    Visitor copy = console.visitor();
    copy.session(browser.session().orElseThrow());
    assertThat(copy.isSignedIn()).isTrue();

    URI authorization = URI.create(Visitor.location(browser.get(SIGN_IN)).orElseThrow());
    browser.get(browser.callback(authorization, provider().agreed(authorization, "bob")));

    assertThat(copy.isSignedIn()).isFalse();
    endedAtProvider("ann");
    assertThat(browser.isSignedIn()).isTrue();
    endedAtProvider("bob");
    await().atMost(Duration.ofSeconds(10)).until(() -> !browser.isSignedIn());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSignInThatTheProviderEndsIsOverAlsoWhenNoPageWasOpened(boolean bySession) {
    Visitor carl = console.visitor();
    carl.signIn("/", "carl");
    Visitor dora = console.visitor();
    dora.signIn("/", "dora");

    console
        .visitor()
        .endsAtProvider(
            bySession ? who -> who.claim("sid", "sid-of-carl") : who -> who.subject("carl"));

    assertThat(carl.isSignedIn()).isFalse();
    assertThat(dora.isSignedIn()).isTrue();
  }

  private static void endedAtProvider(String subject) {
    console.visitor().endsAtProvider(who -> who.subject(subject));
  }
}
